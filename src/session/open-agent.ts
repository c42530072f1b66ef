/** The agents that a user's settings belong to: a model with its key, prompts and limits; the person. */
import type { Agent } from '#agent/agent.ts';
import type { Model } from '#agent/models/model.ts';
import type { Person } from '#agent/person.ts';
import { CodedError } from '#model/coded-error.ts';
import { needsKey, slotOf, type Connection, type Models } from './models.svelte.ts';
import type { AskJudge } from './parts.ts';

/** What the user chose, with its key. @throws CodedError E_NO_MODEL, E_NO_KEY */
async function chosenOf(models: Models): Promise<Pick<ModelChoice, 'connection' | 'key'>> {
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
	return { connection, key };
}

/** The model as a judge, which tells how likely its words were. */
export async function openChosenJudge(models: Models): Promise<AskJudge> {
	const chosen = await chosenOf(models);
	const { answerTokens } = await import('#agent/models/logprobs.ts');
	return (messages, signal) => answerTokens({ ...chosen, messages, signal });
}

/** The model alone, for who asks it something. */
export async function openChosenModel(models: Models): Promise<Model> {
	const { connection, key } = await chosenOf(models);
	return openRemote(connection, key);
}

export async function openModelAgent(models: Models, person: Person): Promise<Agent> {
	const scaffold = models.ownScaffolds[models.scaffold] ?? models.scaffold;
	return openModel({ ...(await chosenOf(models)), scaffold, person });
}

async function openRemote(connection: Connection, key: string | null): Promise<Model> {
	if (connection.protocol === 'chrome') return (await import('#agent/models/chrome.ts')).openChromeModel();
	return (await import('#agent/models/remote.ts')).openRemoteModel(connection, key);
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
	const fitting = connection.protocol === 'chrome' ? plainText(scaffold, scaffolds) : scaffold;
	return modelAgent(await openRemote(connection, key), { scaffold: fitting, person });
}

/** Chrome's model knows no tools. */
function plainText<T extends { actions: string }>(chosen: T, all: readonly T[]): T {
	return chosen.actions === 'text' ? chosen : (all.find(({ actions }) => actions === 'text') ?? chosen);
}

export async function openHumanAgent(person: Person): Promise<Agent> {
	return (await import('#agent/human.ts')).humanAgent(person);
}
