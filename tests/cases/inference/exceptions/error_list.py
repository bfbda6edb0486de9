#: validate(): list[ValueError]
#: validate.form: dict[str, str]
#: validate.errors: list[ValueError]
#: problems: list[ValueError]
#: first: ValueError

def validate(form):
    errors = []
    for name, value in form.items():
        if not value:
            errors.append(ValueError(f"{name} is empty"))
    return errors


problems = validate({"name": "", "city": "Rome"})
first = problems[0]
