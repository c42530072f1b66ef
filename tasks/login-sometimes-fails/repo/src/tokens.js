'use strict';

/** A token is good for a working day. Milliseconds. */
const LIFETIME = 10 * 60 * 60 * 1000;
/** How long the directory's answer is used before it is asked again. Milliseconds. */
const KEEP = 30 * 1000;

/**
 * Issues tokens and says whether one is valid. A token is valid while it is neither revoked nor too old, and while the
 * epoch of its user is still the one that it was issued at.
 */
function createTokens({ directory, now, newId }) {
	/** Token -> what it stands for. */
	const issued = new Map();
	/** User -> {account, readAt}: what the directory said last. */
	const accounts = new Map();
	/** Users that the directory is being asked about. */
	const loading = new Set();

	function issue(account) {
		const token = newId();
		issued.set(token, { userId: account.id, epoch: account.epoch, issuedAt: now() });
		return token;
	}

	function revoke(token) {
		issued.delete(token);
	}

	/** After a change of the account: the next request asks the directory. */
	function forget(userId) {
		accounts.delete(userId);
	}

	async function validate(token) {
		const entry = issued.get(token);
		if (!entry) return refuse('unknown-token');
		if (now() - entry.issuedAt >= LIFETIME) {
			issued.delete(token);
			return refuse('expired-token');
		}
		await refresh(entry.userId);
		const known = accounts.get(entry.userId);
		if (!known || known.account.epoch !== entry.epoch) return refuse('stale-token');
		return { valid: true, user: { id: known.account.id, name: known.account.name } };
	}

	/** Asks the directory about a user, unless its last answer is still fresh or somebody is asking already. */
	async function refresh(userId) {
		const known = accounts.get(userId);
		if (known && now() - known.readAt < KEEP) return;
		if (loading.has(userId)) return;
		loading.add(userId);
		accounts.delete(userId);
		try {
			const account = await directory.find(userId);
			if (account) accounts.set(userId, { account, readAt: now() });
		} finally {
			loading.delete(userId);
		}
	}

	return { issue, revoke, forget, validate };
}

function refuse(reason) {
	return { valid: false, reason };
}

module.exports = { KEEP, LIFETIME, createTokens };
