// Package account puts the sample worlds together: people, chats, media and
// the conversations of the content folder become world.json, messages.jsonl
// and files/ in the format of the embedded server's worlds.
//
// Ids of photos and documents are hashes of their names, ids of messages follow
// the clock (one count for users and basic groups, one for each channel), so
// that the same content gives the same bytes. What a line of a conversation may
// say is in mods.go (modifiers), options.go and actions.go (service messages).
package account
