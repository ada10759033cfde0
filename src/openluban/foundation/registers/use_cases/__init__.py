"""What a person does with a register: one file a deed."""
