"""Other tools that infer types, each behind one contract, to be measured on the same symbols as typilus."""
