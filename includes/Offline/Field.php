<?php
declare(strict_types=1);

namespace Duet\Offline;

defined( 'ABSPATH' ) || exit;

/** What a column of sales may hold. */
enum Field: string {
	case Email     = 'email';
	case Phone     = 'phone';
	case Country   = 'country';
	case Date      = 'date';
	case Value     = 'value';
	case Currency  = 'currency';
	case OrderId   = 'order_id';
	case ContentId = 'content_id';
	case Product   = 'content_name';
	case Quantity  = 'quantity';

	/** Titles people give it, folded; the first column that bears one is taken. */
	private const TITLES = [
		'email'        => [ 'email', 'emailaddress', 'mail', 'billingemail', 'customeremail', 'courriel', 'correo' ],
		'phone'        => [
			'phone',
			'phonenumber',
			'telephone',
			'tel',
			'mobile',
			'billingphone',
			'telefon',
			'telefono',
		],
		'country'      => [ 'country', 'countrycode', 'billingcountry', 'land', 'pays', 'pais' ],
		'date'         => [ 'date', 'time', 'datetime', 'eventtime', 'orderdate', 'timestamp', 'datum', 'fecha' ],
		'value'        => [
			'value',
			'amount',
			'total',
			'ordertotal',
			'price',
			'revenue',
			'betrag',
			'summe',
			'montant',
			'importe',
		],
		'currency'     => [ 'currency', 'currencycode', 'ordercurrency', 'waehrung', 'devise', 'moneda' ],
		'order_id'     => [
			'orderid',
			'order',
			'ordernumber',
			'receipt',
			'receiptnumber',
			'invoice',
			'transactionid',
			'bestellnummer',
		],
		'content_id'   => [ 'contentid', 'sku', 'productid', 'itemid', 'articlenumber', 'artikelnummer' ],
		'content_name' => [ 'contentname', 'product', 'productname', 'item', 'itemname', 'article', 'artikel' ],
		'quantity'     => [ 'quantity', 'qty', 'pieces', 'anzahl', 'menge' ],
	];

	public function is_required(): bool {
		return self::Date === $this || self::Value === $this;
	}

	/**
	 * Which column means what, as far as titles tell.
	 *
	 * @param list<string> $columns
	 * @return array<string, int> Field => position.
	 */
	public static function guess( array $columns ): array {
		$folded = array_map(
			static fn( string $title ): string => (string) preg_replace( '/[^a-z]+/', '', strtolower( remove_accents( $title ) ) ),
			$columns
		);
		$map    = [];
		foreach ( self::cases() as $field ) {
			$found = array_keys( array_intersect( $folded, self::TITLES[ $field->value ] ) );
			if ( [] !== $found ) {
				$map[ $field->value ] = $found[0];
			}
		}
		return $map;
	}
}
