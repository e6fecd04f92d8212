import { __, _n, sprintf } from '@wordpress/i18n';
import type { Check } from './client.ts';
import { fieldWords } from './ReadingForm.tsx';

/** What the check found: every wrong row, or what would be imported. */
export function Verdict( { check }: { check: Check } ) {
	const { errors, more, rows, totals, obstacle } = check;
	const words = fieldWords();
	if ( errors.length === 0 ) {
		const sums = Object.entries( totals ).map( ( [ currency, sum ] ) => `${ sum.toLocaleString() } ${ currency }` );
		return (
			<>
				<p className="duet-good">
					{ sprintf(
						/* translators: 1: number of sales, 2: amounts with currencies. */
						_n( '%1$d sale, %2$s. No mistakes.', '%1$d sales, %2$s. No mistakes.', rows, 'duet-for-tiktok' ),
						rows,
						sums.join( ', ' )
					) }
				</p>
				{ obstacle !== '' && <p className="duet-warning">{ obstacle }</p> }
			</>
		);
	}
	return (
		<>
			<p className="duet-bad">
				{ __( 'Nothing can be imported until these are corrected. Change how the file is read above, or correct the file and choose it again.', 'duet-for-tiktok' ) }
			</p>
			<table className="wp-list-table widefat striped duet-row-errors">
				<thead>
					<tr>
						<th scope="col">{ __( 'Row', 'duet-for-tiktok' ) }</th>
						<th scope="col">{ __( 'Field', 'duet-for-tiktok' ) }</th>
						<th scope="col">{ __( 'What is wrong', 'duet-for-tiktok' ) }</th>
					</tr>
				</thead>
				<tbody>
					{ errors.map( ( { line, field, message } ) => (
						<tr key={ `${ line } ${ field }` }>
							<td>{ line }</td>
							<td>
								{ field === '' ? '–' : words[ field ] }
							</td>
							<td>{ message }</td>
						</tr>
					) ) }
				</tbody>
			</table>
			{ more > 0 && (
				<p className="duet-help">
					{
						/* translators: %d: number of mistakes. */
						sprintf( _n( 'And %d more.', 'And %d more.', more, 'duet-for-tiktok' ), more )
					}
				</p>
			) }
		</>
	);
}
