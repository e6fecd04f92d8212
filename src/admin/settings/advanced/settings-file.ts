/** Settings as a file, to carry a set-up from shop to shop. Pure; access tokens are never in it. */
import type { SavedSettings } from '../../../settings/settings.ts';
import { draftOf, type Draft } from '../draft.ts';

/** What the server found good in a file, over the defaults. */
export interface FileAnswer {
	readonly settings: SavedSettings;
	/** Dotted paths of what this version of Duet could not take. */
	readonly left_out: readonly string[];
}

/** Domain verification, the offline event set and who reads the weekly mail are one shop's alone and stay out. */
export const fileOf = ( { pixels, verification, offline, report, ...settings }: SavedSettings, version: string ): string =>
	JSON.stringify(
		{
			plugin: 'duet-for-tiktok',
			version,
			settings: {
				...settings,
				report: { weekly: report.weekly },
				pixels: pixels.map( ( { code, label, test_event_code } ) => ( { code, label, test_event_code } ) ),
			},
		},
		null,
		'\t'
	);

/**
 * The draft with a file's settings.
 *
 * @param withPixels another shop has its own pixels, so they stay unless asked for
 */
export const taken = ( { settings }: FileAnswer, current: Draft, withPixels: boolean ): Draft => {
	const next = draftOf( settings );
	const report = { ...next.report, email: current.report.email };
	return { ...next, report, verification: current.verification, offline: current.offline, pixels: withPixels ? next.pixels : current.pixels };
};
