<?php
declare(strict_types=1);

namespace Duet\Relay;

use Duet\Event\Catalogue;
use Duet\Event\ContentsRow;
use Duet\Event\Definition;
use Duet\Event\InvalidEvent;
use Duet\Event\PersonalData;
use Duet\Support\Signature;

defined( 'ABSPATH' ) || exit;

/**
 * What of a browser's parameters the server repeats to TikTok: money and products only as this site signed them - facts
 * of products, or values a merchant fixed - and everything else as it came (the catalogue checks its form later).
 * Nothing is recomputed, so both copies are equal.
 */
final class RelayedParams {

	/** Their value is decided on the server when there is one; a browser could invent it. */
	private const WITHOUT_VALUE = [ 'Subscribe', 'CompleteRegistration' ];

	/** How many rows a body of 16 KB can have. */
	private const MOST_ITEMS = 140;

	/** Of products that are in no cart: a page describes its list by as many (Product/ProductList). */
	private const MOST_PRODUCTS = 12;

	public function __construct(
		private readonly Signature $signature,
		private readonly Catalogue $catalogue,
	) {
	}

	/**
	 * @param array<string, mixed> $params Under the catalogue's names.
	 * @return array<string, mixed>
	 * @throws InvalidEvent When contents are not ours, the value is not theirs, or a text is about a person.
	 */
	public function checked( Definition $definition, array $params ): array {
		// What an event of TikTok's does not take is left out, not the event: a script of the site may say more than
		// TikTok asks.
		$params = $definition->custom
			? $params
			: array_intersect_key( $params, array_flip( [ ...$definition->accepts(), 'sig' ] ) );
		$plain  = array_diff_key( $params, Signature::PARAMS, [ 'contents' => true, 'sig' => true ] );
		if ( ! isset( $params['contents'] ) || in_array( $definition->name, self::WITHOUT_VALUE, true ) ) {
			PersonalData::refuse( $plain, $this->catalogue );
			$is_ours = ! in_array( $definition->name, self::WITHOUT_VALUE, true )
				&& $this->signature->fits_params( $definition->name, $params );
			return $is_ours ? array_diff_key( $params, [ 'sig' => true ] ) : $plain;
		}
		$items    = $this->items( $params['contents'] );
		$currency = $items[0]['item_currency'];
		if (
			array_unique( array_column( $items, 'item_currency' ) ) !== [ $currency ]
			|| ( $params['currency'] ?? $currency ) !== $currency
		) {
			InvalidEvent::raise( 'currency', 'not the one of its contents' );
		}
		// Beside the shop's own products an odd text, as of a product's name, is left out, and the event goes on.
		$plain             = array_diff_key( $plain, array_flip( PersonalData::found( $plain, $this->catalogue ) ) );
		$contents          = array_map( self::row( ... ), $items );
		$plain['contents'] = $contents;
		$plain['currency'] = $currency;
		if ( isset( $params['value'] ) ) {
			$plain['value'] = self::value( $params['value'], $contents );
		}
		return $plain + $this->agreeing( $params, $contents, $definition );
	}

	/** Whether this server made the event's id and gave it to the browser. */
	public function is_ours( Definition $definition, string $id, mixed $proof ): bool {
		return $this->signature->fits_id( $definition->name, $id, $proof );
	}

	/**
	 * No line of a cart and no product twice, so that all rows together are what the shop has signed.
	 *
	 * @return non-empty-list<array<mixed>> The rows, each of them signed by this site.
	 */
	private function items( mixed $items ): array {
		if (
			! is_array( $items )
			|| ! array_is_list( $items )
			|| [] === $items
			|| count( $items ) > self::MOST_ITEMS
		) {
			InvalidEvent::raise( 'contents', 'not a list of 1 to ' . self::MOST_ITEMS );
		}
		$rows     = array_map( $this->item( ... ), $items );
		$lines    = array_map( static fn( array $row ): string => Signature::line( $row['sig'] ), $rows );
		$products = array_map(
			static fn( array $row, string $line ): string => '' === $line ? $row['sig'] : $line,
			$rows,
			$lines
		);
		if (
			count( array_unique( $products ) ) < count( $rows )
			|| count( array_keys( $lines, '', true ) ) > self::MOST_PRODUCTS
		) {
			InvalidEvent::raise( 'contents', 'more than is signed' );
		}
		return $rows;
	}

	/** @return array<mixed> The row, if it says no more than what is signed. */
	private function item( mixed $item ): array {
		$quantity = is_array( $item ) ? ( $item['quantity'] ?? null ) : null;
		if (
			! is_array( $item )
			|| ! is_int( $quantity )
			|| $quantity < 1
			|| ! $this->signature->fits( self::as_signed( $item ) )
		) {
			InvalidEvent::raise( 'contents', 'not signed by this site' );
		}
		// Fractions leave dust.
		if ( (float) ( $item['sig_pieces'] ?? $quantity ) > Signature::pieces( $item['sig'] ) + 0.000001 ) {
			InvalidEvent::raise( 'contents', 'more than is signed' );
		}
		return $item;
	}

	/**
	 * @param array<mixed> $item
	 * @return array<string, mixed> As TikTok gets it.
	 */
	private static function row( array $item ): array {
		return array_intersect_key( $item, array_flip( ContentsRow::TIKTOK ) );
	}

	/**
	 * Signed is the price of one. A fraction, as 1.5 m of cloth, is one piece at the price of the line, here as in
	 * orders: its row has both numbers, and its price has to be what they make.
	 *
	 * @param array<mixed> $item
	 * @return array<mixed>
	 */
	private static function as_signed( array $item ): array {
		if ( ! isset( $item['sig_pieces'] ) ) {
			return $item;
		}
		[ $price, $one, $pieces ] = array_map(
			static fn( string $part ): float => is_int( $item[ $part ] ?? null ) || is_float( $item[ $part ] ?? null ) ? (float) $item[ $part ] : NAN,
			[ 'price', 'sig_price', 'sig_pieces' ]
		);
		// To two places more than the shop shows, so at least to two. Nothing equals NAN.
		$fits = 1 === $item['quantity'] && $pieces > 0 && abs( $price - $one * $pieces ) <= 0.005;
		return $fits ? [ 'price' => $one ] + $item : [];
	}

	/**
	 * The sum of the contents, rounded as some currency is (0, 2 or 3 places): which one, the shop may decide by
	 * visitor.
	 *
	 * @param list<array<string, mixed>> $contents
	 */
	private static function value( mixed $value, array $contents ): float|int {
		$of_row = static fn( array $row ): float => (float) $row['price'] * (int) $row['quantity'];
		$sum    = array_sum( array_map( $of_row, $contents ) );
		if ( is_int( $value ) || is_float( $value ) ) {
			foreach ( [ 0, 2, 3 ] as $places ) {
				if ( abs( $value - round( $sum, $places ) ) <= ( 0 === $places ? 0.0 : 0.01 ) ) {
					return $value;
				}
			}
		}
		InvalidEvent::raise( 'value', 'not the sum of its contents' );
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
		if (
			isset( $params['content_ids'] )
			&& is_array( $params['content_ids'] )
			&& $params['content_ids'] === $ids
		) {
			$kept['content_ids'] = $ids;
		}
		if ( isset( $params['content_id'] ) && [ $params['content_id'] ] === $ids ) {
			$kept['content_id'] = $ids[0];
		}
		$pieces = (int) array_sum( array_column( $contents, 'quantity' ) );
		foreach ( [ 'num_items', 'quantity' ] as $count ) {
			if (
				( $params[ $count ] ?? null ) === $pieces
				&& ( $definition->custom || in_array( $count, $definition->accepts(), true ) )
			) {
				$kept[ $count ] = $pieces;
			}
		}
		return $kept;
	}
}
