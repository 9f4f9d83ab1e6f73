package demo

// A rule names a sentence of Telegram's documentation that a client can break.
// Breaking one is recorded (Violation), whether or not it is also refused.
type rule string

const (
	// https://core.telegram.org/schema: what is not in the schema, or this server
	// does not know, cannot be called.
	ruleUnknownMethod rule = "method.unknown"
	// https://core.telegram.org/mtproto/serialize: a call is exactly one object of
	// the schema; nothing is missing and nothing follows.
	ruleMalformed rule = "method.malformed"

	// https://core.telegram.org/api/takeout#procedure: all requests must be wrapped
	// in invokeWithTakeout, upload.getFile included.
	ruleOutside rule = "takeout.outside"
	// https://core.telegram.org/api/takeout: getLeftChannels, getSaved,
	// getSplitRanges, ranges, the takeout file and finish belong to a takeout.
	ruleRequired rule = "takeout.required"
	// https://core.telegram.org/api/takeout#split-ranges: the ranges passed are the
	// ones that messages.getSplitRanges returned.
	ruleRange rule = "takeout.range"
	// https://core.telegram.org/api/takeout#procedure: the dialog list and the
	// histories are fetched using split ranges.
	ruleRangeMissing rule = "takeout.range_missing"
	// https://core.telegram.org/api/takeout: pass the flags to initTakeoutSession
	// that enable the methods used afterwards.
	ruleFlags rule = "takeout.flags"
	// https://core.telegram.org/method/account.initTakeoutSession: file_max_size is
	// the maximum size of files to export.
	ruleFileMaxSize rule = "takeout.file_max_size"
	// https://core.telegram.org/method/messages.search: peer is the chat whose
	// history is searched; inputPeerSelf is Saved Messages, so "my messages only"
	// of a chat is peer = that chat and from_id = self.
	ruleSearchSelf rule = "search.peer_self"

	// https://core.telegram.org/api/files#downloading-files: offset is divisible by
	// 4 KB (1 KB when precise).
	ruleFileOffset rule = "getFile.offset"
	// https://core.telegram.org/api/files#downloading-files: limit is divisible by
	// 4 KB and divides 1 MB (precise: divisible by 1 KB, at most 1 MB).
	ruleFileLimit rule = "getFile.limit"
	// https://core.telegram.org/api/files#downloading-files: the part lies within
	// one 1 MB chunk counted from the beginning of the file.
	ruleFileChunk rule = "getFile.chunk"
	// https://core.telegram.org/api/files#downloading-files: from one DC download at
	// most small/large_queue_max_active_operations_count files in parallel.
	ruleFileQueue rule = "getFile.queue"
	// https://core.telegram.org/api/files#general-considerations: if a media DC with
	// the required id is available, getFile and getWebFile must be sent to it.
	ruleMediaAddress rule = "getFile.media_address"
	// https://core.telegram.org/api/files#downloading-webfiles: getWebFile is sent
	// to the DC of the field webfile_dc_id of the configuration.
	ruleWebFileDC rule = "getWebFile.dc"
	// https://core.telegram.org/cdn#restrictions-on-upload-getfile-and-upload-getcdnfile-parameters
	ruleCDNPart rule = "getCdnFile.part"
	// https://core.telegram.org/cdn#how-cdn-dcs-are-different-from-the-master-dcs:
	// CDNs support upload.getCdnFile and the start of a connection only.
	ruleCDNMethod rule = "cdn.method"

	// A vector of ids holds at most 100 of them. No page has the number: it is that of
	// https://core.telegram.org/api/offsets#limit-parameter, and no client sends more.
	ruleTooMany rule = "ids.too_many"
)
