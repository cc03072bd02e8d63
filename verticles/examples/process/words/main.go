// Counts the words of a text. Build it with `go build -C words`, then
//
//	main: process:words/words
package main

import (
	"encoding/json"
	"log"
	"strings"

	"busway"
)

type text struct {
	Text string `json:"text"`
}

type answer struct {
	Words int            `json:"words"`
	Count map[string]int `json:"count"`
}

func count(message busway.Message) (any, error) {
	var asked text
	if err := json.Unmarshal(message.Body, &asked); err != nil {
		return nil, &busway.Failure{Code: 400, Message: err.Error()}
	}
	counts := map[string]int{}
	words := strings.Fields(strings.ToLower(asked.Text))
	for _, word := range words {
		counts[word]++
	}
	return answer{Words: len(words), Count: counts}, nil
}

func main() {
	bus, err := busway.FromEnv()
	if err != nil {
		log.Fatal(err)
	}
	if err := bus.Consume("go.words", count); err != nil {
		log.Fatal(err)
	}
	bus.Wait()
}
