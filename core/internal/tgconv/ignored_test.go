package tgconv

import "strings"

// Why a field leaves no trace.
const (
	ticketOnly  = "a ticket to fetch the object, kept with the peers and files that need it"
	cacheOnly   = "only tells a client whether its copy is stale"
	readState   = "what has been read changes without the message"
	ability     = "what one may do there, not what is in it"
	appearance  = "how a client shows it"
	market      = "what it costs others today, not what was given"
	redundant   = "told by another field too"
	notToUs     = "only ever sent to Telegram"
	otherLists  = "converted by Peers"
	paging      = "for fetching on, not content"
	othersOnly  = "about another person's account, while the profile is the owner's"
	botEncoding = "encrypted for the bot alone"
	videoItself = "the video itself tells"
)

// ignoredFields are the fields that leave no trace in the documents.
func ignoredFields() map[string]string {
	ignored := map[string]string{
		"*.AccessHash": ticketOnly,
		"*.Hash":       cacheOnly,

		"message.MediaUnread":                         readState,
		"messageService.MediaUnread":                  readState,
		"messageService.ReactionsArePossible":         ability,
		"messageActionSecureValuesSentMe.Credentials": botEncoding,
		"messageReactions.Min":                        cacheOnly,
		"messageReactions.CanSeeList":                 ability,
		"messagePeerReaction.Unread":                  readState,
		"messageReplies.RepliesPts":                   cacheOnly,
		"messageReplies.MaxID":                        readState,
		"messageReplies.ReadMaxID":                    readState,
		"photoPathSize.Type":                          redundant,
		"photoStrippedSize.Type":                      redundant,
		"videoSize.W":                                 videoItself,
		"videoSize.H":                                 videoItself,
		"videoSize.VideoStartTs":                      appearance,
		"documentAttributeVideo.PreloadPrefixSize":    appearance,
		"pollResults.HasUnreadVotes":                  readState,
		"pollResults.CanViewStats":                    ability,
		"inputPollAnswer.Media":                       notToUs,
		"page.V2":                                     cacheOnly,

		"starGift.AvailabilityResale":        market,
		"starGift.ResellMinStars":            market,
		"starGift.PerUserTotal":              market,
		"starGift.PerUserRemains":            market,
		"starGift.LockedUntilDate":           market,
		"starGift.GiftsPerRound":             market,
		"starGift.AuctionStartDate":          market,
		"starGift.UpgradeVariants":           market,
		"starGift.Background":                appearance,
		"starGiftUnique.OfferMinStars":       market,
		"starGiftUnique.CraftChancePermille": market,
	}
	ignore := func(of string, reasons map[string]string) {
		for names, reason := range reasons {
			for _, n := range strings.Fields(names) {
				ignored[of+"."+n] = reason
			}
		}
	}
	ignore("user", map[string]string{
		"BotChatHistory BotNochats BotInlineGeo BotAttachMenu AttachMenuEnabled BotCanEdit StoriesUnavailable " +
			"ContactRequirePremium BotBusiness BotHasMainApp BotForumView BotForumCanManageTopics BotCanManageBots " +
			"BotGuestchat BotGuard SendPaidMessagesStars": ability,
		"Restricted":     redundant,
		"BotInfoVersion": cacheOnly,
		"ApplyMinPhoto StoriesHidden StoriesMaxID ProfileColor BotInlinePlaceholder LangCode " +
			"BotVerificationIcon BotActiveUsers": appearance,
	})
	ignore("channel", map[string]string{
		"Signatures SlowmodeEnabled CallActive CallNotEmpty JoinToSend JoinRequest StoriesUnavailable HasLink HasGeo " +
			"SignatureProfiles Autotranslation BroadcastMessagesAllowed BannedRights DefaultBannedRights " +
			"SendPaidMessagesStars Level SubscriptionUntilDate": ability,
		"Restricted": redundant,
		"StoriesHidden StoriesHiddenMin StoriesMaxID ForumTabs ProfileColor BotVerificationIcon": appearance,
	})
	ignore("channelForbidden", map[string]string{"UntilDate": ability})
	ignore("chat", map[string]string{"CallActive CallNotEmpty DefaultBannedRights": ability, "Version": cacheOnly})
	ignore("community", map[string]string{"CollapsedInDialogs": appearance, "DefaultBannedRights": ability})
	for _, s := range []string{"userStatusRecently", "userStatusLastWeek", "userStatusLastMonth"} {
		ignore(s, map[string]string{"ByMe": ability})
	}
	ignore("dialog", map[string]string{
		"UnreadMark ReadInboxMaxID ReadOutboxMaxID UnreadCount UnreadMentionsCount UnreadReactionsCount " +
			"UnreadPollVotesCount": readState,
		"ViewForumAsMessages NotifySettings": appearance,
		"Pts":                                cacheOnly,
	})
	ignore("contacts.topPeers", map[string]string{"Chats Users": otherLists})
	ignore("messages.channelMessages", map[string]string{"Pts OffsetIDOffset": paging})
	ignore("messages.messagesSlice", map[string]string{"NextRate OffsetIDOffset SearchFlood": paging})
	ignore("messages.dialogs", map[string]string{"Messages": "only the newest message's date is taken (TestDialogs)"})
	ignore("messages.dialogsSlice", map[string]string{"Messages": "only the newest message's date is taken (TestDialogs)"})
	ignore("userFull", map[string]string{
		"Blocked PhoneCallsAvailable PhoneCallsPrivate CanPinMessage VideoCallsAvailable VoiceMessagesForbidden " +
			"ContactRequirePremium ReadDatesPrivate BlockedMyStoriesFrom Settings CommonChatsCount PrivateForwardName " +
			"BotInfo BotGroupAdminRights BotBroadcastAdminRights StarrefProgram BotVerification BotManagerID Note " +
			"BotCanManageEmojiStatus UnofficialSecurityRisk NoforwardsMyEnabled NoforwardsPeerEnabled": othersOnly,
		"HasScheduled TranslationsDisabled StoriesPinnedAvailable WallpaperOverridden SponsoredEnabled NotifySettings " +
			"DisplayGiftsButton PinnedMsgID FolderID Theme Wallpaper Stories MainTab": appearance,
		"CanViewRevenue BusinessGreetingMessage BusinessAwayMessage StargiftsCount SendPaidMessagesStars " +
			"DisallowedGifts StarsRating StarsMyPendingRating StarsMyPendingRatingDate": ability,
	})
	return ignored
}
