'use strict';

/**
 * Accounts, as the remote directory keeps them: {id, name, password, epoch}. Every call waits for `latency()` first, which
 * returns a promise; the real one is up to half a second away.
 */
function createDirectory({ accounts, latency = () => delay(20 + Math.random() * 400) }) {
	const rows = new Map(accounts.map((account) => [account.id, { epoch: 1, ...account }]));

	/** A copy of the account, or null. */
	async function find(id) {
		await latency('find', id);
		const row = rows.get(id);
		return row ? { ...row } : null;
	}

	/** Every token that was issued before is stale from now on. */
	async function raiseEpoch(id) {
		await latency('raiseEpoch', id);
		rowOf(id).epoch++;
	}

	async function setPassword(id, password) {
		await latency('setPassword', id);
		const row = rowOf(id);
		row.password = password;
		row.epoch++;
	}

	function rowOf(id) {
		const row = rows.get(id);
		if (!row) throw Object.assign(new Error(`no account ${id}`), { code: 'NO_ACCOUNT' });
		return row;
	}

	return { find, raiseEpoch, setPassword };
}

function delay(milliseconds) {
	return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

module.exports = { createDirectory };
