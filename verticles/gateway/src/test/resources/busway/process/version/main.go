// Answers with its version, at once and after a while: version [exit]
package main

import (
	"encoding/json"
	"log"
	"os"
	"time"

	"busway"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == "exit" {
		log.Fatal("cannot go on")
	}
	bus, err := busway.FromEnv()
	if err != nil {
		log.Fatal(err)
	}
	var config struct{ Version int }
	if err := json.Unmarshal(bus.Config, &config); err != nil {
		log.Fatal(err)
	}
	after := func(wait time.Duration) busway.Handler {
		return func(busway.Message) (any, error) {
			time.Sleep(wait)
			return config.Version, nil
		}
	}
	for address, wait := range map[string]time.Duration{"fast": 0, "slow": 40 * time.Millisecond, "heard": 0} {
		if err := bus.Consume(address, after(wait)); err != nil {
			log.Fatal(err)
		}
	}
	bus.Wait()
}
