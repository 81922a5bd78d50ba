package state

// News is what the button for more news of a watch holds: what is watched for, when the
// cases came into the library, and how many of them were shown.
type News struct {
	Asked  string `json:"a"`
	From   int64  `json:"f"`
	To     int64  `json:"t"`
	Offset int    `json:"o"`
}
