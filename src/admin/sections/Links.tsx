import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { Check, FieldError, TextField } from '../fields.tsx';
import type { SectionProps } from './Connection.tsx';

const listOf = ( text: string ): string[] => [
	...new Set(
		text
			.toLowerCase()
			.split( /[\s,;]+/ )
			.map( ( type ) => type.replace( /^\*?\./, '' ) )
			.filter( ( type ) => type !== '' )
	),
];

/** Links whose address says what they are. */
export function Links( { draft, errors, change }: SectionProps ) {
	const { links } = draft;
	// As typed: a comma at the end is no new kind of file yet, and must not vanish under the hand.
	const [ typed, setTyped ] = useState< string >();
	const put = ( part: Partial< typeof links >, path: string ) => change( { links: { ...links, ...part } }, path );
	const switches = [
		[ 'phone', __( 'Telephone numbers', 'duet-for-tiktok' ) ],
		[ 'email', __( 'E-mail addresses', 'duet-for-tiktok' ) ],
		[ 'whatsapp', __( 'WhatsApp', 'duet-for-tiktok' ) ],
		[ 'messenger', __( 'Messenger', 'duet-for-tiktok' ) ],
	] as const;
	// One that is refused is told by its place in the list.
	const wrong = Object.entries( errors ).find( ( [ path ] ) => path.startsWith( 'links.file_types' ) );

	return (
		<>
			<fieldset className="duet-field" aria-describedby="duet-links-help">
				<legend>{ __( 'Clicks that count as Contact', 'duet-for-tiktok' ) }</legend>
				<p className="duet-help" id="duet-links-help">
					{ __( 'Links to these, anywhere on your pages. A link that has an event of its own, from a block or a shortcode, keeps to that one.', 'duet-for-tiktok' ) }
				</p>
				{ switches.map( ( [ name, label ] ) => (
					<Check
						key={ name }
						path={ `links.${ name }` }
						errors={ errors }
						label={ label }
						checked={ links[ name ] }
						onChange={ ( on ) => put( { [ name ]: on }, `links.${ name }` ) }
					/>
				) ) }
				<FieldError path="links" errors={ errors } />
			</fieldset>
			<TextField
				path="links.file_types"
				errors={ wrong === undefined ? errors : { 'links.file_types': __( 'Use endings of letters and digits, such as pdf or zip, with commas between them; at most 40.', 'duet-for-tiktok' ) } }
				label={ __( 'Files whose links count as Download', 'duet-for-tiktok' ) }
				help={ __( 'Endings of file names, with commas between them. Empty: no link counts.', 'duet-for-tiktok' ) }
				value={ typed ?? links.file_types.join( ', ' ) }
				onBlur={ () => setTyped( undefined ) }
				onChange={ ( text ) => {
					setTyped( text );
					put( { file_types: listOf( text ) }, 'links.file_types' );
				} }
			/>
		</>
	);
}
