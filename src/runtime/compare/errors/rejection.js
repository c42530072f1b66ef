async function fetchUser() {
	await null;
	throw new Error('rejected in async function');
}
fetchUser();
