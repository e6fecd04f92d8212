import type { Errors } from '../../settings/settings.ts';
import { hashOf } from '../address.ts';
import { focusField } from '../controls/fields.tsx';
import { pageOf } from './page-ids.ts';

interface Props {
	readonly message: string;
	readonly errors: Errors;
}

/**
 * Everything that was refused, in one place; each line links to its field. Plain markup: WordPress's Notice renders its
 * children a second time to read them aloud, which components with hooks do not survive.
 */
export function Problems( { message, errors }: Props ) {
	return (
		<div className="notice notice-error inline duet-problems">
			<p>{ message }</p>
			<ul>
				{ Object.entries( errors ).map( ( [ path, text ] ) => (
					<li key={ path }>
						<a href={ hashOf( 'settings', pageOf( path ), { field: path } ) } onClick={ () => focusField( path ) }>
							{ text }
						</a>
					</li>
				) ) }
			</ul>
		</div>
	);
}
