import { Button, FormFileUpload } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Client } from '../client.ts';
import type { Crawled } from '../../../settings/settings.ts';
import { FieldError, fieldId, SelectField } from '../../controls/fields.tsx';
import type { SectionProps } from '../section.ts';

interface Props extends SectionProps {
	readonly client: Pick< Client, 'crawl' >;
	readonly dirty: boolean;
}

const NAMES = [ 'tiktok-domain-verification', 'tiktok-developers-site-verification' ] as const;
const PATH = 'verification.pasted';

/** A file of TikTok's holds one short line. */
const MOST_BYTES = 1000;

/** Proves to TikTok that the merchant owns this site. */
export function Verification( { loaded, draft, errors, change, client, dirty }: Props ) {
	const { verification: choice } = draft;
	const paste = ( pasted: string ) => change( { verification: { ...choice, pasted } }, PATH );
	const wrong = errors[ PATH ] !== undefined;
	const id = fieldId( PATH );
	return (
		<>
			<p>
				{ __(
					'You need this only if TikTok asks you to prove that this site is yours, for example for an app in TikTok for Developers. The pixel and the Events API work without it.',
					'duet-for-tiktok'
				) }
			</p>
			<div className="duet-field duet-input">
				{ /* WordPress's own control gives its label another id than the field. */ }
				<label htmlFor={ id } className="duet-label">
					{ __( 'Paste what TikTok shows you', 'duet-for-tiktok' ) }
				</label>
				<textarea
					id={ id }
					data-path={ PATH }
					className="large-text code"
					rows={ 3 }
					value={ choice.pasted ?? '' }
					onChange={ ( event ) => paste( event.target.value ) }
					spellCheck={ false }
					{ ...( wrong ? { 'aria-invalid': true } : {} ) }
					aria-describedby={ `${ id }__help${ wrong ? ` ${ id }__error` : '' }` }
				/>
				<p className="duet-help" id={ `${ id }__help` }>
					{ __( 'The meta tag, the text of the DNS record, the token alone, or the name of the file and what is in it. Then save.', 'duet-for-tiktok' ) }
				</p>
				<FieldError path={ PATH } errors={ errors } />
				<FormFileUpload
					accept=".txt,text/plain"
					className="is-tertiary"
					__next40pxDefaultSize
					onChange={ ( event ) => {
						const input = event.currentTarget;
						const file = input.files?.[ 0 ];
						void file?.slice( 0, MOST_BYTES ).text().then( ( text ) => {
							paste( `${ file.name }\n${ text }` );
							// Emptied, so that choosing the same file again is a change.
							input.value = '';
						} );
					} }
				>
					{ __( 'Or choose the file TikTok gave you', 'duet-for-tiktok' ) }
				</FormFileUpload>
			</div>
			{ choice.token !== '' && (
				<>
					<SelectField
						path="verification.name"
						errors={ errors }
						label={ __( 'Name of the meta tag', 'duet-for-tiktok' ) }
						value={ choice.name }
						options={ NAMES.map( ( value ) => ( { value, label: value } ) ) }
						onChange={ ( value ) =>
							change( { verification: { ...choice, name: NAMES.find( ( name ) => name === value ) ?? NAMES[ 0 ] } }, 'verification.name' )
						}
					/>
					<Ways { ...choice } home={ loaded.site.home } />
					<Check client={ client } dirty={ dirty } />
					<p>
						<Button
							variant="tertiary"
							isDestructive
							onClick={ () => change( { verification: { ...choice, token: '', file: '', file_body: '' } }, 'verification' ) }
						>
							{ __( 'Remove the verification from this site', 'duet-for-tiktok' ) }
						</Button>
					</p>
				</>
			) }
		</>
	);
}

interface WaysProps {
	readonly name: string;
	readonly token: string;
	readonly file: string;
	readonly home: string;
}

/** What TikTok can look for; one of them is enough. */
function Ways( { name, token, file, home }: WaysProps ) {
	const inFolder = new URL( home ).pathname !== '/';
	return (
		<dl className="duet-ways">
			<dt>{ __( 'Meta tag, on every page', 'duet-for-tiktok' ) }</dt>
			<dd>
				<code>{ `<meta name="${ name }" content="${ token }" />` }</code>
			</dd>
			{ file !== '' && (
				<>
					<dt>{ __( 'File', 'duet-for-tiktok' ) }</dt>
					<dd>
						<a href={ home + file }>{ home + file }</a>
						<p className="duet-help">
							{ inFolder
								? __( "Your WordPress is in a folder, so this proves only the folder. For the whole domain, put the file into the root of the domain yourself, or use DNS.", 'duet-for-tiktok' )
								: __( 'Duet answers requests for this file and writes nothing to your disk. Most servers need permalinks other than "Plain" for this.', 'duet-for-tiktok' ) }
						</p>
					</dd>
				</>
			) }
			<dt>{ __( 'DNS', 'duet-for-tiktok' ) }</dt>
			<dd>
				<code>{ `${ name }=${ token }` }</code>
				<p className="duet-help">
					{ __( 'Add it as a TXT record of your domain (host "@") where the domain is registered. Duet cannot do that for you. It may take a day to be seen.', 'duet-for-tiktok' ) }
				</p>
			</dd>
		</dl>
	);
}

function Check( { client, dirty }: Pick< Props, 'client' | 'dirty' > ) {
	const [ waiting, setWaiting ] = useState( false );
	const [ hint, setHint ] = useState( '' );
	const [ found, setFound ] = useState< { readonly tag: Crawled; readonly file: Crawled } >();

	const check = async (): Promise< void > => {
		setFound( undefined );
		setHint( dirty ? __( 'Save your changes first, then check.', 'duet-for-tiktok' ) : '' );
		if ( dirty || waiting ) {
			return;
		}
		setWaiting( true );
		try {
			setFound( await client.crawl() );
		} catch ( problem ) {
			setHint( problem instanceof Error ? problem.message : String( problem ) );
		} finally {
			setWaiting( false );
		}
	};

	return (
		<div className="duet-field">
			<Button __next40pxDefaultSize variant="secondary" isBusy={ waiting } onClick={ () => void check() }>
				{ __( 'Check what TikTok gets', 'duet-for-tiktok' ) }
			</Button>
			<div aria-live="polite" className="duet-answer">
				{ waiting && <p>{ __( 'Looking at your site…', 'duet-for-tiktok' ) }</p> }
				{ hint !== '' && <p>{ hint }</p> }
				{ found !== undefined && (
					<>
						<Found what={ __( 'Meta tag', 'duet-for-tiktok' ) } { ...found.tag } />
						<Found what={ __( 'File', 'duet-for-tiktok' ) } { ...found.file } />
					</>
				) }
			</div>
		</div>
	);
}

function Found( { what, state, url, detail }: Crawled & { readonly what: string } ) {
	if ( state === 'unset' ) {
		return null;
	}
	return (
		<p className={ state === 'found' ? 'duet-good' : 'duet-bad' }>
			{ words( state, what, url ) }
			{ detail !== '' && ` (${ detail })` }
		</p>
	);
}

function words( state: Crawled[ 'state' ], what: string, url: string ): string {
	if ( state === 'found' ) {
		/* translators: 1: "Meta tag" or "File", 2: address. */
		return sprintf( __( '%1$s found at %2$s.', 'duet-for-tiktok' ), what, url );
	}
	return state === 'missing'
		? sprintf(
				/* translators: 1: "Meta tag" or "File", 2: address. */
				__( '%1$s not found at %2$s. Empty your page cache and check again; for the file, choose permalinks other than "Plain".', 'duet-for-tiktok' ),
				what,
				url
		  )
		: sprintf(
				/* translators: 1: "Meta tag" or "File", 2: address. */
				__( '%1$s: %2$s gave no usable answer. The server may not reach itself, or a firewall, password or maintenance page is in the way, and then TikTok meets it, too.', 'duet-for-tiktok' ),
				what,
				url
		  );
}
