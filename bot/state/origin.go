package state

// Origin is where a person was when they opened a window. It travels in the window's
// state.
type Origin struct {
	Channel     string `json:"h,omitempty"` // "" outside any conversation
	Thread      string `json:"t,omitempty"`
	ResponseURL string `json:"r,omitempty"`
}
