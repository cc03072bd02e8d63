// Package busway is a client of Busway, in one file and without dependencies.
//
// A worker that the gateway starts (main: process:./worker):
//
//	bus, err := busway.FromEnv()
//	if err != nil {
//		log.Fatal(err)
//	}
//	bus.Consume("double", func(message busway.Message) (any, error) {
//		var n int
//		err := json.Unmarshal(message.Body, &n)
//		return 2 * n, err
//	})
//	bus.Wait()
//
// Any other program begins with busway.Connect("tcp", "127.0.0.1:7000").
package busway

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"sync"
	"time"
)

// ErrClosed says that the connection has ended.
var ErrClosed = errors.New("the gateway has ended the connection")

// Failure is why a request failed; returned by a handler, it is what whoever asked is told.
type Failure struct {
	Code    int
	Type    string
	Message string
}

func (f *Failure) Error() string {
	return fmt.Sprintf("%s %d: %s", f.Type, f.Code, f.Message)
}

// Message is what came to an address, or the reply to a request.
type Message struct {
	Address    string
	Body       json.RawMessage
	Headers    map[string]string
	WantsReply bool
}

// Handler takes a message; its result is the reply. Handlers run in goroutines of their own.
type Handler func(Message) (any, error)

// Bus is one connection to the gateway. Its methods may be called from any goroutine.
type Bus struct {
	// Name and Instance are those that the gateway knows the process by; Config is what it was given.
	Name     string
	Instance int
	Config   json.RawMessage

	connection net.Conn
	done       chan struct{} // nothing comes any more
	over       chan struct{} // and all handlers have returned
	running    sync.WaitGroup

	writing sync.Mutex

	mutex    sync.Mutex
	handlers map[string]Handler
	requests map[string]chan frame
	pongs    []chan error
	refused  error
	count    int
}

type frame struct {
	Type         string          `json:"type"`
	Token        string          `json:"token,omitempty"`
	Address      string          `json:"address,omitempty"`
	ReplyAddress *string         `json:"replyAddress,omitempty"`
	Headers      map[string]any  `json:"headers,omitempty"`
	Body         json.RawMessage `json:"body,omitempty"`
	FailureCode  *int            `json:"failureCode,omitempty"`
	FailureType  string          `json:"failureType,omitempty"`
	Message      *string         `json:"message,omitempty"`
}

// FromEnv is the bus of a program that the gateway has started.
func FromEnv() (*Bus, error) {
	token := os.Getenv("BUSWAY_TOKEN")
	if token == "" {
		return nil, errors.New("BUSWAY_TOKEN is not set: the gateway has not started this program")
	}
	network, address := "unix", os.Getenv("BUSWAY_SOCKET")
	if address == "" {
		network, address = "tcp", os.Getenv("BUSWAY_TCP")
	}
	connection, err := net.DialTimeout(network, address, 10*time.Second)
	if err != nil {
		return nil, err
	}
	bus := made(connection)
	bus.Name = os.Getenv("BUSWAY_NAME")
	bus.Instance, _ = strconv.Atoi(os.Getenv("BUSWAY_INSTANCE"))
	bus.Config = json.RawMessage(os.Getenv("BUSWAY_CONFIG"))
	if err := bus.login(token); err != nil {
		connection.Close()
		return nil, err
	}
	go bus.read()
	return bus, nil
}

// Connect is a bus over a port that is open to all.
func Connect(network, address string) (*Bus, error) {
	connection, err := net.DialTimeout(network, address, 10*time.Second)
	if err != nil {
		return nil, err
	}
	bus := made(connection)
	go bus.read()
	return bus, nil
}

func made(connection net.Conn) *Bus {
	return &Bus{
		connection: connection,
		done:       make(chan struct{}),
		over:       make(chan struct{}),
		handlers:   map[string]Handler{},
		requests:   map[string]chan frame{},
	}
}

func (b *Bus) login(token string) error {
	if err := b.write(frame{Type: "login", Token: token}); err != nil {
		return err
	}
	answer, err := next(b.connection)
	if err == nil && answer.Type != "login" {
		err = errors.New(text(answer.Message))
	}
	return err
}

// Consume has the handler called for each message to the address, and returns once that is so.
func (b *Bus) Consume(address string, handler Handler) error {
	b.mutex.Lock()
	b.handlers[address] = handler
	b.mutex.Unlock()
	if err := b.write(frame{Type: "register", Address: address}); err != nil {
		return err
	}
	return b.Ping()
}

// Send sends a message to one consumer of the address.
func (b *Bus) Send(address string, body any) error {
	return b.say("send", address, body)
}

// Publish sends a message to all consumers of the address.
func (b *Bus) Publish(address string, body any) error {
	return b.say("publish", address, body)
}

func (b *Bus) say(kind, address string, body any) error {
	data, err := json.Marshal(body)
	if err != nil {
		return err
	}
	return b.write(frame{Type: kind, Address: address, Body: data})
}

// Request sends a message to one consumer and awaits its reply; the error is a *Failure, or ErrClosed.
func (b *Bus) Request(address string, body any, timeout time.Duration) (Message, error) {
	data, err := json.Marshal(body)
	if err != nil {
		return Message{}, err
	}
	answers := make(chan frame, 1)
	b.mutex.Lock()
	b.count++
	name := "reply-" + strconv.Itoa(b.count)
	b.requests[name] = answers
	b.mutex.Unlock()
	headers := map[string]any{"timeout": max(1, timeout.Milliseconds())}
	if err := b.write(frame{Type: "send", Address: address, ReplyAddress: &name, Headers: headers, Body: data}); err != nil {
		return Message{}, err
	}
	select {
	case answer := <-answers:
		if answer.Type == "err" {
			return Message{}, &Failure{Code: *answer.FailureCode, Type: answer.FailureType, Message: text(answer.Message)}
		}
		return message(answer), nil
	case <-b.done:
		return Message{}, ErrClosed
	}
}

// Ping returns once the gateway has done all that it was told before; the error is what it has refused.
func (b *Bus) Ping() error {
	pong := make(chan error, 1)
	b.mutex.Lock()
	b.pongs = append(b.pongs, pong)
	b.mutex.Unlock()
	if err := b.write(frame{Type: "ping"}); err != nil {
		return err
	}
	select {
	case err := <-pong:
		return err
	case <-b.done:
		return ErrClosed
	}
}

// Wait returns when the connection has ended and all handlers have returned.
func (b *Bus) Wait() {
	<-b.over
}

// Close ends the connection.
func (b *Bus) Close() error {
	return b.connection.Close()
}

func (b *Bus) write(f frame) error {
	data, err := json.Marshal(f)
	if err != nil {
		return err
	}
	b.writing.Lock()
	defer b.writing.Unlock()
	head := binary.BigEndian.AppendUint32(make([]byte, 0, 4+len(data)), uint32(len(data)))
	_, err = b.connection.Write(append(head, data...))
	return err
}

func (b *Bus) read() {
	defer func() {
		close(b.done)
		b.running.Wait()
		b.connection.Close()
		close(b.over)
	}()
	input := bufio.NewReaderSize(b.connection, 64<<10)
	for {
		f, err := next(input)
		if err != nil {
			return
		}
		b.take(f)
	}
}

func next(input io.Reader) (frame, error) {
	var f frame
	var head [4]byte
	if _, err := io.ReadFull(input, head[:]); err != nil {
		return f, ErrClosed
	}
	data := make([]byte, binary.BigEndian.Uint32(head[:]))
	if _, err := io.ReadFull(input, data); err != nil {
		return f, ErrClosed
	}
	return f, json.Unmarshal(data, &f)
}

func (b *Bus) take(f frame) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if answers, ok := b.requests[f.Address]; ok {
		delete(b.requests, f.Address)
		answers <- f
		return
	}
	switch f.Type {
	case "pong":
		if len(b.pongs) > 0 {
			b.pongs[0] <- b.refused
			b.pongs, b.refused = b.pongs[1:], nil
		}
	case "message":
		if handler, ok := b.handlers[f.Address]; ok {
			b.running.Add(1)
			go b.handle(handler, f)
		}
	case "err":
		b.refused = errors.New(text(f.Message))
	}
}

func (b *Bus) handle(handler Handler, f frame) {
	defer b.running.Done()
	body, err := handler(message(f))
	if f.ReplyAddress == nil {
		return
	}
	answer := frame{Type: "send", Address: *f.ReplyAddress}
	if err == nil {
		answer.Body, err = json.Marshal(body)
	}
	if err != nil {
		failure := &Failure{Code: 500, Message: err.Error()}
		errors.As(err, &failure)
		answer.Body, answer.FailureCode, answer.Message = nil, &failure.Code, &failure.Message
	}
	if err := b.write(answer); err != nil {
		b.Close()
	}
}

func message(f frame) Message {
	headers := map[string]string{}
	for name, value := range f.Headers {
		headers[name] = fmt.Sprint(value)
	}
	return Message{Address: f.Address, Body: f.Body, Headers: headers, WantsReply: f.ReplyAddress != nil}
}

func text(message *string) string {
	if message == nil {
		return ""
	}
	return *message
}
