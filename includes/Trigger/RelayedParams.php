<?php
declare(strict_types=1);

namespace Duet\Trigger;

use Duet\Event\Definition;
use Duet\Event\InvalidEvent;
use Duet\Support\Signature;

defined( 'ABSPATH' ) || exit;

/**
 * What of a browser's parameters the server repeats to TikTok: money and products only as this site signed them - facts
 * of products, or values a merchant fixed - and everything else as it came (the catalogue checks its form later). Nothing
 * is recomputed, so both copies are equal.
 */
final class RelayedParams {

	/** Their value is decided on the server when there is one; a browser could invent it. */
	private const WITHOUT_VALUE = [ 'Subscribe', 'CompleteRegistration' ];

	/** How many rows a body of 16 KB can have. */
	private const MOST_ITEMS = 140;

	public function __construct( private readonly Signature $signature ) {
	}

	/**
	 * @param array<string, mixed> $params Under the catalogue's names.
	 * @return array<string, mixed>
	 * @throws InvalidEvent When contents are not ours or the value is not theirs.
	 */
	public function checked( Definition $definition, array $params ): array {
		// What an event of TikTok's does not take is left out, not the event: a script of the site may say more than TikTok asks.
		$params = $definition->custom ? $params : array_intersect_key( $params, array_flip( [ ...$definition->accepts(), 'sig' ] ) );
		$plain  = array_diff_key( $params, Signature::PARAMS, [ 'contents' => true, 'sig' => true ] );
		if ( in_array( $definition->name, self::WITHOUT_VALUE, true ) ) {
			return $plain;
		}
		if ( ! isset( $params['contents'] ) ) {
			return $this->signature->fits_params( $definition->name, $params ) ? array_diff_key( $params, [ 'sig' => true ] ) : $plain;
		}
		$items = $params['contents'];
		if ( ! is_array( $items ) || ! array_is_list( $items ) || [] === $items || count( $items ) > self::MOST_ITEMS ) {
			throw InvalidEvent::because( 'contents', 'not a list of 1 to ' . self::MOST_ITEMS );
		}
		$contents = array_map( $this->item( ... ), $items );
		$currency = $items[0]['item_currency'];
		if ( array_unique( array_column( $items, 'item_currency' ) ) !== [ $currency ] || ( $params['currency'] ?? $currency ) !== $currency ) {
			throw InvalidEvent::because( 'currency', 'not the one of its contents' );
		}
		$plain['contents'] = $contents;
		$plain['currency'] = $currency;
		if ( isset( $params['value'] ) ) {
			$plain['value'] = self::value( $params['value'], $contents );
		}
		return $plain + $this->agreeing( $params, $contents, $definition );
	}

	/** @return array<string, mixed> The row as TikTok gets it. */
	private function item( mixed $item ): array {
		$quantity = is_array( $item ) ? ( $item['quantity'] ?? null ) : null;
		if ( ! is_array( $item ) || ! is_int( $quantity ) || $quantity < 1 || $quantity > 1_000_000 || ! $this->signature->fits( self::as_signed( $item ) ) ) {
			throw InvalidEvent::because( 'contents', 'not signed by this site' );
		}
		return array_intersect_key( $item, array_flip( [ 'content_id', 'content_name', 'content_category', 'brand', 'price', 'quantity' ] ) );
	}

	/**
	 * Signed is the price of one. A fraction, as 1.5 m of cloth, is one piece at the price of the line, here as in orders: its
	 * row tells both numbers, and its price has to be what they make.
	 *
	 * @param array<mixed> $item
	 * @return array<mixed>
	 */
	private static function as_signed( array $item ): array {
		if ( ! isset( $item['sig_pieces'] ) ) {
			return $item;
		}
		[ $price, $one, $pieces ] = array_map( static fn( string $part ): float => is_int( $item[ $part ] ?? null ) || is_float( $item[ $part ] ?? null ) ? (float) $item[ $part ] : NAN, [ 'price', 'sig_price', 'sig_pieces' ] );
		// To two places more than the shop shows, so at least to two. Nothing equals NAN.
		$fits = 1 === $item['quantity'] && $pieces > 0 && $pieces <= 1_000_000 && abs( $price - $one * $pieces ) <= 0.005;
		return $fits ? [ 'price' => $one ] + $item : [];
	}

	/**
	 * The sum of the contents, rounded as some currency is (0, 2 or 3 places): which one, the shop may decide by visitor.
	 *
	 * @param list<array<string, mixed>> $contents
	 */
	private static function value( mixed $value, array $contents ): float|int {
		$sum = array_sum( array_map( static fn( array $row ): float => (float) $row['price'] * (int) $row['quantity'], $contents ) );
		if ( is_int( $value ) || is_float( $value ) ) {
			foreach ( [ 0, 2, 3 ] as $places ) {
				if ( abs( $value - round( $sum, $places ) ) <= ( 0 === $places ? 0.0 : 0.01 ) ) {
					return $value;
				}
			}
		}
		throw InvalidEvent::because( 'value', 'not the sum of its contents' );
	}

	/**
	 * Parameters that only repeat the contents, as far as they do.
	 *
	 * @param array<mixed>               $params
	 * @param list<array<string, mixed>> $contents
	 * @return array<string, mixed>
	 */
	private function agreeing( array $params, array $contents, Definition $definition ): array {
		$ids  = array_column( $contents, 'content_id' );
		$kept = [];
		if ( isset( $params['content_ids'] ) && is_array( $params['content_ids'] ) && $params['content_ids'] === $ids ) {
			$kept['content_ids'] = $ids;
		}
		if ( isset( $params['content_id'] ) && [ $params['content_id'] ] === $ids ) {
			$kept['content_id'] = $ids[0];
		}
		$pieces = (int) array_sum( array_column( $contents, 'quantity' ) );
		foreach ( [ 'num_items', 'quantity' ] as $count ) {
			if ( ( $params[ $count ] ?? null ) === $pieces && ( $definition->custom || in_array( $count, $definition->accepts(), true ) ) ) {
				$kept[ $count ] = $pieces;
			}
		}
		return $kept;
	}
}
