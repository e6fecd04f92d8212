import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { Check, FieldError, TextField } from '../../controls/fields.tsx';
import type { SectionProps } from '../section.ts';

const listOf = ( text: string ): string[] => [
	...new Set(
		text
			.toLowerCase()
			.split( /[\s,;]+/ )
			.map( ( type ) => type.replace( /^\*?\./, '' ) )
			.filter( ( type ) => type !== '' )
	),
];

/** Events of links that are recognized by their address. */
export function Links( { draft, errors, change }: SectionProps ) {
	const { links } = draft;
	// As typed: a comma at the end adds no file type yet, but must not disappear while it is typed.
	const [ typed, setTyped ] = useState< string >();
	const put = ( part: Partial< typeof links >, path: string ) => change( { links: { ...links, ...part } }, path );
	const switches = [
		[ 'phone', __( 'Telephone numbers', 'duet-for-tiktok' ) ],
		[ 'email', __( 'E-mail addresses', 'duet-for-tiktok' ) ],
		[ 'whatsapp', __( 'WhatsApp', 'duet-for-tiktok' ) ],
		[ 'messenger', __( 'Messenger', 'duet-for-tiktok' ) ],
	] as const;
	// The error of one file type names its place in the list.
	const wrong = Object.entries( errors ).find( ( [ path ] ) => path.startsWith( 'links.file_types' ) );

	return (
		<>
			<fieldset className="duet-field" aria-describedby="duet-links-help">
				<legend>{ __( 'Clicks that count as Contact', 'duet-for-tiktok' ) }</legend>
				<p className="duet-help" id="duet-links-help">
					{ __( 'Clicks on these links, anywhere on your pages. A link with an event of its own, from a block or a shortcode, sends only that event.', 'duet-for-tiktok' ) }
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
				help={ __( 'Endings of file names, separated by commas. If it is empty, no link counts.', 'duet-for-tiktok' ) }
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
