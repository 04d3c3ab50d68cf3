// Package architecture only contains a test: docs/architecture.md lists the folders of the project by floors, and no folder
// may import what that table does not allow.
package architecture
