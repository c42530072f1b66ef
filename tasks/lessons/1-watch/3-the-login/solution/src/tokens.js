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
	/** User -> the promise of the answer that is on its way. */
	const loading = new Map();

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
		loading.delete(userId);
	}

	async function validate(token) {
		const entry = issued.get(token);
		if (!entry) return refuse('unknown-token');
		if (now() - entry.issuedAt >= LIFETIME) {
			issued.delete(token);
			return refuse('expired-token');
		}
		const account = await accountOf(entry.userId);
		if (!account || account.epoch !== entry.epoch) return refuse('stale-token');
		return { valid: true, user: { id: account.id, name: account.name } };
	}

	/** What the directory says about a user: its last answer while that is fresh, else the one that everybody waits for. */
	async function accountOf(userId) {
		const known = accounts.get(userId);
		if (known && now() - known.readAt < KEEP) return known.account;
		return loading.get(userId) ?? ask(userId);
	}

	function ask(userId) {
		const answer = directory
			.find(userId)
			.then((account) => {
				// Not kept when the account was changed meanwhile: see forget.
				if (account && loading.get(userId) === answer) accounts.set(userId, { account, readAt: now() });
				return account;
			})
			.finally(() => {
				if (loading.get(userId) === answer) loading.delete(userId);
			});
		loading.set(userId, answer);
		return answer;
	}

	return { issue, revoke, forget, validate };
}

function refuse(reason) {
	return { valid: false, reason };
}

module.exports = { KEEP, LIFETIME, createTokens };
