/** The agents that a user's settings belong to: a model with its key, prompts and limits; the person. */
import type { Agent } from '#agent/agent.ts';
import type { Person } from '#agent/person.ts';
import { CodedError } from '#model/coded-error.ts';
import { needsKey, slotOf, type Connection, type Models } from './models.svelte.ts';

export async function openModelAgent(models: Models, person: Person): Promise<Agent> {
	const connection = models.chosen;
	if (!connection)
		throw new CodedError('E_NO_MODEL', 'Cannot run a model: none is configured; add one in the settings');
	const slot = slotOf(connection);
	const key = slot ? await models.keys.get(slot) : null;
	if (key === null && needsKey(connection))
		throw new CodedError(
			'E_NO_KEY',
			`Cannot ask "${connection.name}": its key is not here (keys are forgotten when the page closes unless you let them be remembered); type it in the settings`
		);
	return openModel({
		connection,
		key,
		scaffold: models.ownScaffolds[models.scaffold] ?? models.scaffold,
		person
	});
}

export type ModelChoice = {
	connection: Connection;
	/** null = it needs none. */
	key: string | null;
	/** Name of prompts and tools of ours, or the text of such a file. */
	scaffold: string;
	person: Person;
};

/** What is heavy is loaded here, when a run begins. */
export async function openModel({ connection, key, scaffold: wanted, person }: ModelChoice): Promise<Agent> {
	const [{ modelAgent }, { readScaffold, scaffolds }] = await Promise.all([
		import('#agent/loop.ts'),
		import('#agent/scaffold.ts')
	]);
	const scaffold = scaffolds.find(({ name }) => name === wanted) ?? readScaffold(wanted);
	if (connection.protocol === 'chrome') {
		const { openChromeModel } = await import('#agent/models/chrome.ts');
		return modelAgent(await openChromeModel(), { scaffold: plainText(scaffold, scaffolds), person });
	}
	const { openRemoteModel } = await import('#agent/models/remote.ts');
	return modelAgent(await openRemoteModel(connection, key), { scaffold, person });
}

/** Chrome's model knows no tools. */
function plainText<T extends { actions: string }>(chosen: T, all: readonly T[]): T {
	return chosen.actions === 'text' ? chosen : (all.find(({ actions }) => actions === 'text') ?? chosen);
}

export async function openHumanAgent(person: Person): Promise<Agent> {
	return (await import('#agent/human.ts')).humanAgent(person);
}
