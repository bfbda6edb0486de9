from app.build import build, build_report
from app.render import Renderer

print(build("a b c"), build(["x", "y z"]), build(7))
print(build_report("direct"))
renderer = Renderer(width=4)
print(renderer.render("title"), renderer.render(2.25), renderer.render(("k", 1.0)))
for bad in (2.5, None, b"bytes"):
    try:
        print(build(bad))
    except TypeError as error:
        print("TypeError", error)
try:
    renderer.render(None)
except NotImplementedError as error:
    print("NotImplementedError", error)
print(sorted(kind.__name__ for kind in build.registry))
