package tgclient

import "github.com/gotd/td/telegram"

// State is where the home connection stands.
type State int

// The states.
const (
	Connecting State = iota
	Online
	Offline // lost; tried again without end
)

func (s State) String() string {
	switch s {
	case Online:
		return "online"
	case Offline:
		return "offline"
	default:
		return "connecting"
	}
}

func stateOf(s telegram.ConnectionState) State {
	switch s {
	case telegram.ConnectionStateReady:
		return Online
	case telegram.ConnectionStateDisconnected:
		return Offline
	default:
		return Connecting
	}
}
