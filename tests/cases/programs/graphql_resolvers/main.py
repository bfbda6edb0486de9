import schema

print(schema.schema.as_str())
print(schema.schema.execute_sync('{ books(limit: 1) { title pages shout } greeting(name: "x") }').data)
print([error.message for error in schema.schema.execute_sync("{ missing }").errors])
