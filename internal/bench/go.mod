module py34.example/internal/bench

go 1.26.0

require (
	github.com/charmbracelet/x/ansi v0.11.9
	github.com/dchest/siphash v1.2.3
	github.com/kr/text v0.2.0
	github.com/mitchellh/go-wordwrap v1.0.1
	github.com/muesli/reflow v0.3.0
	golang.org/x/crypto v0.58.0
	py34.example v0.0.0
)

require (
	github.com/clipperhouse/displaywidth v0.11.0 // indirect
	github.com/clipperhouse/uax29/v2 v2.7.0 // indirect
	github.com/lucasb-eyer/go-colorful v1.4.1 // indirect
	github.com/mattn/go-runewidth v0.0.27 // indirect
	golang.org/x/sys v0.49.0 // indirect
	golang.org/x/text v0.43.0 // indirect
)

replace py34.example => ../..
