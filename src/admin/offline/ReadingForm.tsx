import { SelectControl, TextControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { FIELDS, type Check, type Field, type Reading } from './client.ts';

export const fieldWords = (): Readonly< Record< Field, string > > => ( {
	email: __( 'E-mail address', 'duet-for-tiktok' ),
	phone: __( 'Phone number', 'duet-for-tiktok' ),
	country: __( 'Country (two letters)', 'duet-for-tiktok' ),
	date: __( 'Date of the sale', 'duet-for-tiktok' ),
	value: __( 'Amount', 'duet-for-tiktok' ),
	currency: __( 'Currency', 'duet-for-tiktok' ),
	order_id: __( 'Order or receipt number', 'duet-for-tiktok' ),
	content_id: __( 'Product ID or SKU', 'duet-for-tiktok' ),
	content_name: __( 'Product name', 'duet-for-tiktok' ),
	quantity: __( 'Quantity', 'duet-for-tiktok' ),
} );

const NONE = '-1';

/** Which column means what, and how the file writes dates and amounts. */
export function ReadingForm( { check, change }: { check: Check; change: ( next: Reading ) => void } ) {
	const { columns, reading, sample } = check;
	const words = fieldWords();
	const options = [ { value: NONE, label: '–' }, ...columns.map( ( label, index ) => ( { value: String( index ), label } ) ) ];
	const mapped = ( field: Field, position: string ): Reading => {
		const { [ field ]: _, ...map } = reading.map;
		return { ...reading, map: position === NONE ? map : { ...map, [ field ]: Number( position ) } };
	};
	return (
		<>
			<table className="duet-mapping widefat striped">
				<thead>
					<tr>
						<th scope="col">{ __( 'Duet needs', 'duet-for-tiktok' ) }</th>
						<th scope="col">{ __( 'Column of your file', 'duet-for-tiktok' ) }</th>
						<th scope="col">{ __( 'First rows', 'duet-for-tiktok' ) }</th>
					</tr>
				</thead>
				<tbody>
					{ FIELDS.map( ( field ) => {
						const position = reading.map[ field ];
						return (
							<tr key={ field }>
								<th scope="row">
									{ words[ field ] }
									{ ( field === 'date' || field === 'value' ) && ' *' }
								</th>
								<td>
									<SelectControl
										label={ words[ field ] }
										hideLabelFromVision
										value={ String( position ?? NONE ) }
										options={ options }
										onChange={ ( next ) => change( mapped( field, next ) ) }
										__next40pxDefaultSize
										__nextHasNoMarginBottom
									/>
								</td>
								<td className="duet-sample">{ position === undefined ? '' : sample.slice( 0, 3 ).map( ( row ) => row[ position ] ).join( ' · ' ) }</td>
							</tr>
						);
					} ) }
				</tbody>
			</table>
			<div className="duet-reading">
				<SelectControl
					label={ __( 'Dates look like', 'duet-for-tiktok' ) }
					value={ reading.dates }
					options={ [
						{ value: 'iso', label: '2026-11-23 18:30' },
						{ value: 'd.m.Y', label: '23.11.2026 18:30' },
						{ value: 'd/m/Y', label: '23/11/2026 18:30' },
						{ value: 'm/d/Y', label: '11/23/2026 18:30' },
					] }
					onChange={ ( dates ) => change( { ...reading, dates } ) }
					__next40pxDefaultSize
					__nextHasNoMarginBottom
				/>
				<SelectControl
					label={ __( 'Amounts look like', 'duet-for-tiktok' ) }
					value={ reading.decimal }
					options={ [
						{ value: '.', label: '12.50' },
						{ value: ',', label: '12,50' },
					] }
					onChange={ ( decimal ) => change( { ...reading, decimal } ) }
					__next40pxDefaultSize
					__nextHasNoMarginBottom
				/>
				<TextControl
					label={ __( 'Currency without a column', 'duet-for-tiktok' ) }
					value={ reading.currency }
					onChange={ ( currency ) => change( { ...reading, currency: currency.toUpperCase().slice( 0, 3 ) } ) }
					__next40pxDefaultSize
					__nextHasNoMarginBottom
				/>
				<TextControl
					label={ __( 'Country of phone numbers', 'duet-for-tiktok' ) }
					value={ reading.country }
					onChange={ ( country ) => change( { ...reading, country: country.toUpperCase().slice( 0, 2 ) } ) }
					__next40pxDefaultSize
					__nextHasNoMarginBottom
				/>
			</div>
		</>
	);
}
