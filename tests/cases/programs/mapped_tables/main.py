import models
from sqlalchemy import create_engine, inspect, select
from sqlalchemy.orm import Session

engine = create_engine("sqlite://")
models.Base.metadata.create_all(engine)
for table in models.Base.metadata.sorted_tables:
    print(table.name, [(column.name, str(column.type), column.nullable) for column in table.columns])
print([each.key for each in inspect(models.User).relationships])
with Session(engine) as session:
    session.add(models.make_user("ada", ["a@x", "b@x"]))
    session.commit()
    user = session.scalars(select(models.User)).one()
    print(user.label(), user.addresses[0].domain(), models.User.find(session, "bob"), user.notes)
