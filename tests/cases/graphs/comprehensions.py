def f(rows):
    x = [cell for row in rows if row for cell in row if (last := cell)]
    y = {k: v for k, v in (x)}
    any(x for x in x)
    return last, {*y}
