"""Plants and loops: whether water moves, is heated and cooled, and reaches who asks for it."""
