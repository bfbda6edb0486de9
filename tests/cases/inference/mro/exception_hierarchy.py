#: AppError.code: int
#: AppError.describe(): str
#: DiskError.code: int
#: text: str
#: code: int

class AppError(Exception):
    code = 1

    def describe(self):
        return f"error {self.code}"


class DiskError(AppError):
    code = 28


try:
    raise DiskError("full")
except AppError as error:
    text = error.describe()
    code = error.code
