def greet(name="world", greeting="Hello"):
    return {"greeting": f"{greeting}, {name}"}
