<?php
declare(strict_types=1);

namespace Duet\Support;

use Closure;

defined( 'ABSPATH' ) || exit;

/**
 * Signs product and cart facts, and the money a merchant fixed for an event, so that the relay can take them back without
 * recomputing a price (tax display, role prices, add-ons and currencies would make it differ) and without believing an
 * invented one.
 */
final class Signature {

	private const FIELDS = [ 'content_id', 'content_name', 'content_category', 'brand', 'variant', 'group_id', 'price', 'item_currency', 'tax' ];

	/** What a browser could invent about money and products, and how it is compared. */
	public const PARAMS = [
		'content_id'    => 'text',
		'content_ids'   => 'texts',
		'currency'      => 'text',
		'num_items'     => 'number',
		'predicted_ltv' => 'number',
		'price'         => 'number',
		'quantity'      => 'number',
		'value'         => 'number',
	];

	/** @param Closure(): string $key Secret of this site; asked for only when something is signed or checked. */
	public function __construct( private readonly Closure $key ) {
	}

	/**
	 * @param array<string, mixed> $item SignedItem without `sig`; `quantity` may be there and is not signed.
	 * @return array<string, mixed> The item with `sig`: 32 hex characters.
	 */
	public function sign( array $item ): array {
		return [ 'sig' => $this->of( $item ) ] + $item;
	}

	/** @param array<mixed> $item As it came back from a browser. */
	public function fits( array $item ): bool {
		$given = $item['sig'] ?? null;
		return is_string( $given ) && self::is_signable( $item ) && hash_equals( $this->of( $item ), $given );
	}

	/**
	 * Fixed values of a block, shortcode or rule. Only money and products are signed: anything else is repeated as it comes.
	 *
	 * @param string               $event  The event's name as the catalogue has it, or its own.
	 * @param array<string, mixed> $params Under the catalogue's names.
	 * @return array<string, mixed> With `sig` (32 hex characters) where there is something to sign and all of it has its form.
	 */
	public function sign_params( string $event, array $params ): array {
		unset( $params['sig'] );
		$sig = $this->of_params( $event, $params );
		return null === $sig ? $params : [ 'sig' => $sig ] + $params;
	}

	/** @param array<mixed> $params As they came back from a browser. */
	public function fits_params( string $event, array $params ): bool {
		$given = $params['sig'] ?? null;
		$sig   = is_string( $given ) ? $this->of_params( $event, $params ) : null;
		return is_string( $given ) && null !== $sig && hash_equals( $sig, $given );
	}

	/**
	 * Over which of them are there, too, so none can be added or taken away.
	 *
	 * @param array<mixed> $params
	 */
	private function of_params( string $event, array $params ): ?string {
		$canonical = [];
		foreach ( self::PARAMS as $name => $kind ) {
			if ( isset( $params[ $name ] ) ) {
				$value = self::canonical( $kind, $params[ $name ] );
				if ( null === $value ) {
					return null;
				}
				$canonical[] = [ $name, $value ];
			}
		}
		return [] === $canonical ? null : $this->mac( 'params', [ $event, $canonical ] );
	}

	/** @return string|list<string>|null null for what no parameter of this kind can be. */
	private static function canonical( string $kind, mixed $value ): string|array|null {
		return match ( $kind ) {
			// 10, 10.0 and "10": the page may keep a number as text.
			'number' => ( is_numeric( $value ) && is_finite( (float) $value ) ? number_format( (float) $value, 6, '.', '' ) : null ),
			'texts'  => ( is_array( $value ) && array_is_list( $value ) && $value === array_filter( $value, is_string( ... ) ) ? $value : null ),
			default  => ( is_string( $value ) ? $value : null ),
		};
	}

	/** @param array<mixed> $item */
	private function of( array $item ): string {
		$canonical = [];
		foreach ( self::FIELDS as $field ) {
			$value       = $item[ $field ] ?? '';
			$canonical[] = match ( true ) {
				is_string( $value ) => $value,
				// A number's JSON form depends on the encoder (7.5, 7.50), so its signed form is fixed.
				is_int( $value ), is_float( $value ) => number_format( (float) $value, 6, '.', '' ),
				default => throw new \LogicException( "Facts: $field is neither text nor number" ),
			};
		}
		return $this->mac( 'facts', $canonical );
	}

	/**
	 * @param string       $about     What is signed, so a signature of one thing is none of another.
	 * @param array<mixed> $canonical
	 */
	private function mac( string $about, array $canonical ): string {
		$key = hash_hmac( 'sha256', $about, ( $this->key )() );
		return substr( hash_hmac( 'sha256', (string) json_encode( $canonical, JSON_INVALID_UTF8_SUBSTITUTE ), $key ), 0, 32 );
	}

	/** @param array<mixed> $item */
	private static function is_signable( array $item ): bool {
		foreach ( self::FIELDS as $field ) {
			$value = $item[ $field ] ?? '';
			$fine  = 'price' === $field ? is_int( $value ) || ( is_float( $value ) && is_finite( $value ) ) : is_string( $value );
			if ( ! $fine ) {
				return false;
			}
		}
		return true;
	}
}
