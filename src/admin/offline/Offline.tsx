/** Sales of a till, a telephone, a fair: from a file into TikTok's offline event set. Nothing is sent before the merchant says so. */
import { Button, CheckboxControl, FormFileUpload, ProgressBar, Spinner } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { encoded, importAll, MOST_BYTES, type Check, type OfflineClient, type Reading } from './client.ts';
import { messageOf } from '../rest.ts';
import { ReadingForm } from './ReadingForm.tsx';
import { Verdict } from './Verdict.tsx';
import './style.scss';

export function Offline( { client }: { client: OfflineClient } ) {
	const [ file, setFile ] = useState( { name: '', bytes: '' } );
	const [ check, setCheck ] = useState< Check >();
	const [ agreed, agree ] = useState( false );
	const [ done, setDone ] = useState< number >();
	const [ busy, setBusy ] = useState( false );
	const [ said, say ] = useState( { text: '', tone: 'duet-good' } );

	const judge = async ( bytes: string, reading: Partial< Reading > ): Promise< void > => {
		setBusy( true );
		say( { text: '', tone: 'duet-good' } );
		await client.check( bytes, reading ).then( setCheck, ( problem: unknown ) => {
			setCheck( undefined );
			say( { text: messageOf( problem ), tone: 'duet-bad' } );
		} );
		setBusy( false );
	};
	const choose = async ( chosen: File | undefined ): Promise< void > => {
		if ( chosen !== undefined && chosen.size > MOST_BYTES ) {
			setCheck( undefined );
			say( { text: __( 'The file is larger than 5 MB. Split it.', 'duet-for-tiktok' ), tone: 'duet-bad' } );
		} else if ( chosen !== undefined ) {
			const bytes = encoded( new Uint8Array( await chosen.arrayBuffer() ) );
			setFile( { name: chosen.name, bytes } );
			agree( false );
			await judge( bytes, {} );
		}
	};
	const start = async ( ready: Check ): Promise< void > => {
		let reached = 0;
		setDone( 0 );
		try {
			const { queued, skipped } = await importAll( client, file.bytes, ready, ( rows ) => {
				reached = rows;
				setDone( rows );
			} );
			setCheck( undefined );
			say( {
				/* translators: 1: number of sales, 2: number of sales. */
				text: sprintf( __( '%1$d sales wait to be delivered; %2$d were there already.', 'duet-for-tiktok' ), queued, skipped ),
				tone: 'duet-good',
			} );
		} catch ( problem ) {
			const words = [ messageOf( problem ) ];
			if ( reached > 0 ) {
				/* translators: 1: number of rows done, 2: number of rows. */
				words.push( sprintf( __( '%1$d of %2$d rows were taken before. Import the same file again: no sale is taken twice.', 'duet-for-tiktok' ), reached, ready.rows ) );
			}
			say( { text: words.join( ' ' ), tone: 'duet-bad' } );
		}
		setDone( undefined );
	};

	return (
		<div className="duet-offline">
			<p>
				{ __(
					'Sales that were made away from this website - at a till, on the telephone, at a fair - go to an offline event set of TikTok Events Manager, from a CSV file with a line for each sale. E-mail addresses and phone numbers are hashed before anything is stored, and the file itself is not kept.',
					'duet-for-tiktok'
				) }
			</p>
			<p className="duet-help">
				{ __( 'TikTok matches sales of the last 28 days. The first line of the file names the columns; each sale needs a date, an amount, and an e-mail address or phone number.', 'duet-for-tiktok' ) }
			</p>
			<FormFileUpload
				accept=".csv,.txt,text/csv"
				className="is-secondary"
				__next40pxDefaultSize
				disabled={ busy || done !== undefined }
				onChange={ ( event ) => {
					const input = event.currentTarget;
					// Emptied, so that choosing the same file again is heard.
					void choose( input.files?.[ 0 ] ).finally( () => ( input.value = '' ) );
				} }
			>
				{ __( 'Choose a CSV file', 'duet-for-tiktok' ) }
			</FormFileUpload>
			<p className={ said.text === '' ? 'screen-reader-text' : said.tone } aria-live="polite">
				{ said.text }
			</p>
			{ busy && <Spinner /> }
			{ check && (
				<>
					<h2>{ file.name }</h2>
					<ReadingForm check={ check } change={ ( reading ) => void judge( file.bytes, reading ) } />
					<Verdict check={ check } />
					<CheckboxControl
						label={ __( 'These people agreed that their purchase is reported to TikTok, or the law does not ask for it.', 'duet-for-tiktok' ) }
						checked={ agreed }
						onChange={ agree }
						__nextHasNoMarginBottom
					/>
					<p>
						<Button
							variant="primary"
							disabled={ busy || done !== undefined || ! agreed || check.ticket === '' || check.obstacle !== '' }
							onClick={ () => void start( check ) }
						>
							{ __( 'Import these sales', 'duet-for-tiktok' ) }
						</Button>
					</p>
					{ done !== undefined && (
						<div>
							<ProgressBar value={ ( done / check.rows ) * 100 } />{ ' ' }
							{
								/* translators: 1: number of rows done, 2: number of rows. */
								sprintf( __( '%1$d of %2$d', 'duet-for-tiktok' ), done, check.rows )
							}
						</div>
					) }
				</>
			) }
		</div>
	);
}
