/** The rooms of the lab, each loaded when it is first opened. */
import type { Component } from 'svelte';
import type { App } from '../app.svelte.ts';

export type LabPage = {
	id: string;
	title: string;
	load: () => Promise<{ default: Component<{ app: App }> }>;
};

export const labPages: readonly LabPage[] = [
	{ id: 'cheats', title: 'Cheats', load: () => import('./cheats/Cheats.svelte') },
	{ id: 'evaluation', title: 'Evaluation', load: () => import('./evaluation/Evaluation.svelte') },
	{ id: 'review', title: 'Review', load: () => import('./quality/Quality.svelte') },
	{ id: 'verifier', title: 'Verifier', load: () => import('./verifier/VerifierLab.svelte') },
	{ id: 'datasets', title: 'Data sets', load: () => import('./datasets/Datasets.svelte') },
	{ id: 'training', title: 'Training', load: () => import('./training/Training.svelte') }
];
