package main

import "testing"

func TestGreetsByName(t *testing.T) {
	if got := greet(person{"Ada"}, "Good morning").Greeting; got != "Good morning, Ada" {
		t.Error(got)
	}
}

func TestGreetsTheWorldIfNobodyIsNamed(t *testing.T) {
	if got := greet(person{}, "").Greeting; got != "Hello, world" {
		t.Error(got)
	}
}
