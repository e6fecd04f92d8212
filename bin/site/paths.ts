import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = fileURLToPath( new URL( '../../', import.meta.url ) ).replace( /[\\/]$/, '' );

/** Everything this checkout makes for itself: templates, sites, stamps. Git-ignored, safe to delete. */
export const work = join( root, '.duet' );

/** Downloads shared by all checkouts of this user. Entries are `<name>-<version>`, a folder or a .zip. */
export const cache = process.env.DUET_CACHE ?? join( homedir(), '.cache', 'duet' );
