#: yaml: types.ModuleType | None
#: has_yaml: bool
#: kind: str

try:
    import surely_not_installed as yaml
except ImportError:
    yaml = None

has_yaml = yaml is not None
kind = "yaml" if has_yaml else "json"
