/** What every section of the settings gets. */
import type { Errors, Loaded } from '../../settings/settings.ts';
import type { Draft } from './draft.ts';

export interface SectionProps {
	readonly loaded: Loaded;
	readonly draft: Draft;
	readonly errors: Errors;
	/** Changes part of the draft. `path` is the changed field: errors at or below it are removed. */
	change( part: Partial< Draft >, path: string ): void;
}
