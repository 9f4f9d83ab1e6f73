// Package json writes result.json, the document of Telegram Desktop's export:
// the account form at the root of the archive and the form of a single chat in
// each chat's folder. A message is serialised once; the account form is made
// from the same bytes by indenting them further and by exchanging the paths,
// which are relative to the file that names them.
//
// Nouns: Account is the root document, Chat one chat in both forms, Env what is
// looked up while writing. Output streams: nothing but the message in hand is
// kept. What the package does not do: it does not decide which chats and
// sections there are, and it does not open files.
//
// Keys, order, types, literals and layout are Telegram Desktop's (baseline
// 6.1.2, with the keys of 6.2 to 7.0.2). Where it is broken this is right
// instead, and what it drops comes in keys after its own:
//
//	where                     Telegram Desktop             here
//	control characters        \xHH, not JSON               \u00HH
//	U+2028, U+2029            escape and stray bytes       escape only
//	invalid UTF-8             copied                       U+FFFD
//	text ending in an entity  extra "" and empty plain     left out
//	invoice_information       a string holding JSON        an object
//	requested_peer.peers      a string of internal ids     array of "user1", "chat2", "channel3"
//	send_webview_data         two keys "text"              button text as "button_text"
//	topic_edit                icon id 0 when unchanged     left out when unchanged
//	rich_message buttons      unsupported in 7.0.2         button_row and button, as later versions
//	rich_message access_hash  written                      left out
//	send_ton_gift amounts     the price, taken for TON     the TON that were given
//	own message, no from_id   from the person written to   from the account
//	an empty message          from nobody, of 1970         left out: Telegram gives no more than its number
//	own self-destructing      the thumb is saved           no file of it is: Telegram's rule
//	words of a unique gift    gift_text is empty           in gift_text; is_anonymous told, too
//	public names              the single one               the first of several too
//	dropped service actions   a message without text       service with the schema's word (not for empty, ...SentMe)
//	no chat of a kind         crash                        key left out
//	other_data unavailable    crash                        key left out
//	frequent_contacts         people, inline_bots, calls   further categories after these
//
//	additional keys of a message, after reactions:
//	  views, forwards, replies_count, grouped_id (string), topic_id, reply_to_story_id,
//	  reply_quote {text, offset}, forwarded_date, forwarded_date_unixtime, forwarded_post_id,
//	  saved_from_id, via_business_bot, sender_rank, pinned, silent, edit_hidden, ttl_seconds,
//	  effect_id (string), paid_message_stars, restriction_reasons, link_preview {...}, dice {emoji, value},
//	  story {peer_id, id}, sha256 (of the file or photo), photo_video, album_cover,
//	  video_cover, location_map, game_photo, game_animation, invoice_photo (paths of
//	  files that are there), paid_media [{what a photo or a file has}], or [{width, height, duration_seconds}]
//	  of what is not bought, date_zone ("+03:00"),
//	  missing (true: Telegram no longer has it), versions [{date, date_unixtime, text, text_entities}]
//	additional key of custom emoji in text_entities, text, rich messages and reactions:
//	  emoji_id (string): what the path in document_id hides
//	additional keys elsewhere, after Telegram Desktop's own:
//	  poll: quiz, multiple_choice, public_voters, close_date, solution; answers[]: correct
//	  todo_list.answers[]: completed_by, completed_date
//	  contact_information: user_id         location_information: accuracy_radius
//	  stories[]: id, caption, views, forwards, reactions_count, reactions, privacy, edited, deleted, sha256,
//	  photo_video, video_cover, music_title, music_performer, music
//	  contacts.list[]: user_id
//	additional keys of a chat, after messages:
//	  description, members_count, admins_count, members [{name, id, role, inviter_id, date, date_unixtime}], linked_chat_id,
//	  migrated_from_id, invite_link, pinned_message_id, slow_mode_seconds, ttl_seconds, hidden_until_message_id,
//	  address, location_information, topics [{id, title, date, date_unixtime, from_id, icon_emoji_id (string), pinned,
//	  closed, hidden, deleted}], senders [{name, id, last_message_id, pinned}], folders [title]
//	additional key of the account, after left_chats:
//	  folders [{id, title, icon, shared, kinds, pinned, included, excluded}]
package json
