package main

type person struct {
	Name string `json:"name"`
}

type greeting struct {
	Greeting string `json:"greeting"`
}

// greet is what is answered to somebody.
func greet(somebody person, word string) greeting {
	if word == "" {
		word = "Hello"
	}
	if somebody.Name == "" {
		somebody.Name = "world"
	}
	return greeting{word + ", " + somebody.Name}
}
