foo = get_foo(i, i + 1)
