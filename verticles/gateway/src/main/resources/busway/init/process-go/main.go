// Greets whoever asks at the address @NAME@. A process of its own: it may block and compute.
package main

import (
	"encoding/json"
	"log"

	"@NAME@/internal/busway"
)

func main() {
	bus, err := busway.FromEnv()
	if err != nil {
		log.Fatal(err)
	}
	var config struct{ Greeting string }
	if err := json.Unmarshal(bus.Config, &config); err != nil {
		log.Fatal(err)
	}
	answer := func(message busway.Message) (any, error) {
		var somebody person
		if err := json.Unmarshal(message.Body, &somebody); err != nil {
			return nil, &busway.Failure{Code: 400, Message: err.Error()}
		}
		return greet(somebody, config.Greeting), nil
	}
	if err := bus.Consume("@NAME@", answer); err != nil {
		log.Fatal(err)
	}
	bus.Wait()
}
