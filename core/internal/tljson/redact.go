package tljson

import "strings"

// secret says whether a field stays out of logs: everything of type bytes (file
// references, keys, nonces, SRP proofs, parts of files), and what signs in or
// names a person's number.
func secret(f *field) bool {
	k := f.kind
	for k.of == isVector {
		k = *k.elem
	}
	if k.of == isBytes || k.of == isInt256 {
		return true
	}
	switch f.key {
	case "phone", "phone_number", "phone_code", "phone_code_hash", "phones",
		"code", "password", "new_password", "hint", "email", "email_code", "recovery_email",
		"api_hash", "access_hash", "bot_auth_token", "web_auth_token", "token", "secret",
		"srp_id", "credentials", "recovery_code", "auth_key_id", "match_code", "nonce", "digital_credential_payload":
		return true
	}
	return strings.HasSuffix(f.key, "_token") || strings.HasSuffix(f.key, "_secret")
}
