/** What the gallery shows of every task, without downloading one. */
import { fetchJson } from './fetch.ts';
import { parseCatalogue, type CatalogueEntry } from './pack-format.ts';

export type { CatalogueEntry };

/** `base` is the URL of the packs folder, with its "/". */
export async function loadCatalogue(base: string, signal?: AbortSignal): Promise<CatalogueEntry[]> {
	const url = `${base}catalogue.json`;
	return parseCatalogue(url, await fetchJson(url, signal));
}
