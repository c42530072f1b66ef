/** What was measured of training, as it comes with the page. */
import { readFigures, type Figures } from '#gym/training/figures.ts';

export type { Figures };
const NAME = 'training/figures.json';

/** null = nothing was measured for this page. @throws Error that says what is wrong with the file */
export async function loadFigures(): Promise<Figures | null> {
	const response = await fetch(new URL(NAME, document.baseURI));
	if (response.status === 404) return null;
	if (!response.ok) throw new Error(`Cannot load ${NAME}: the server answers ${response.status}`);
	return readFigures(NAME, await response.text());
}
