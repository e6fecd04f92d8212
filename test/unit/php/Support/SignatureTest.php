<?php
declare(strict_types=1);

namespace Duet\Test\Support;

use Duet\Support\Signature;
use Duet\Test\FixedIssuer;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

require_once dirname( __DIR__ ) . '/FixedIssuer.php';

final class SignatureTest extends TestCase {

	private const ITEM = [ 'content_id' => 'MUG', 'content_name' => "Mug \u{2028} é", 'price' => 7.5, 'item_currency' => 'EUR', 'tax' => 'incl' ];

	public function test_signed_facts_survive_the_way_through_a_browser(): void {
		$signed = self::signature()->sign( self::ITEM );
		self::assertMatchesRegularExpression( '/\A[0-9a-f]{32}\z/', $signed['sig'] );
		$back = json_decode( (string) json_encode( $signed + [ 'quantity' => 3 ] ), true );
		self::assertTrue( self::signature()->fits( $back ) );
	}

	public function test_a_whole_price_is_the_same_number_as_integer(): void {
		$signed = self::signature()->sign( [ 'price' => 7.0 ] + self::ITEM );
		self::assertTrue( self::signature()->fits( [ 'price' => 7 ] + $signed ) );
	}

	/** @return iterable<string, array{array<string, mixed>}> */
	public static function forgeries(): iterable {
		yield 'price' => [ [ 'price' => 7.51 ] ];
		yield 'price as text' => [ [ 'price' => '7.5' ] ];
		yield 'infinite price' => [ [ 'price' => INF ] ];
		yield 'currency' => [ [ 'item_currency' => 'USD' ] ];
		yield 'tax' => [ [ 'tax' => 'excl' ] ];
		yield 'id' => [ [ 'content_id' => 'CAR' ] ];
		yield 'id as list' => [ [ 'content_id' => [ 'MUG' ] ] ];
		yield 'added field' => [ [ 'brand' => 'x' ] ];
		yield 'no signature' => [ [ 'sig' => null ] ];
		yield 'signature as list' => [ [ 'sig' => [ 'x' ] ] ];
		yield 'shorter signature' => [ [ 'sig' => '' ] ];
	}

	/** @param array<string, mixed> $change */
	#[DataProvider( 'forgeries' )]
	public function test_a_forgery_does_not_fit( array $change ): void {
		self::assertFalse( self::signature()->fits( $change + self::signature()->sign( self::ITEM ) ) );
	}

	public function test_fields_cannot_flow_into_each_other(): void {
		$signed = self::signature()->sign( [ 'content_id' => 'ab', 'content_name' => 'c', 'price' => 1, 'item_currency' => 'EUR', 'tax' => 'incl' ] );
		self::assertFalse( self::signature()->fits( [ 'content_id' => 'a', 'content_name' => 'bc' ] + $signed ) );
	}

	public function test_another_site_signs_otherwise(): void {
		$other = new Signature( new FixedIssuer( key: 'another key' ) );
		self::assertFalse( self::signature()->fits( $other->sign( self::ITEM ) ) );
	}

	public function test_signed_params_survive_the_way_through_a_browser(): void {
		$signed = self::signature()->sign_params( 'Lead', [ 'value' => 10, 'currency' => 'EUR', 'form_id' => 'f1' ] );
		self::assertMatchesRegularExpression( '/\A[0-9a-f]{32}\z/', $signed['sig'] );
		$back = json_decode( (string) json_encode( $signed + [ 'description' => 'free text' ] ), true );
		self::assertTrue( self::signature()->fits_params( 'Lead', $back ) );
		self::assertTrue( self::signature()->fits_params( 'Lead', [ 'value' => '10.00', 'form_id' => 'another' ] + $back ) );
	}

	public function test_params_without_money_need_no_signature(): void {
		self::assertSame( [ 'form_id' => 'f1' ], self::signature()->sign_params( 'Lead', [ 'form_id' => 'f1', 'sig' => 'x' ] ) );
		self::assertFalse( self::signature()->fits_params( 'Lead', [ 'form_id' => 'f1', 'sig' => str_repeat( 'a', 32 ) ] ) );
	}

	public function test_what_is_no_money_is_not_signed(): void {
		self::assertSame( [ 'value' => [ 1 ] ], self::signature()->sign_params( 'Lead', [ 'value' => [ 1 ] ] ) );
	}

	/** @return iterable<string, array{string, array<string, mixed>}> */
	public static function forged_params(): iterable {
		yield 'another event' => [ 'Contact', [] ];
		yield 'value' => [ 'Lead', [ 'value' => 11 ] ];
		yield 'currency' => [ 'Lead', [ 'currency' => 'USD' ] ];
		yield 'product' => [ 'Lead', [ 'content_ids' => [ 'MUG' ] ] ];
		yield 'one more' => [ 'Lead', [ 'predicted_ltv' => 99 ] ];
		yield 'one less' => [ 'Lead', [ 'value' => null ] ];
		yield 'value as list' => [ 'Lead', [ 'value' => [ 10 ] ] ];
		yield 'value without end' => [ 'Lead', [ 'value' => INF ] ];
		yield 'no signature' => [ 'Lead', [ 'sig' => null ] ];
		yield 'signature as list' => [ 'Lead', [ 'sig' => [ 'x' ] ] ];
		yield 'shorter signature' => [ 'Lead', [ 'sig' => '' ] ];
	}

	/** @param array<string, mixed> $change */
	#[DataProvider( 'forged_params' )]
	public function test_forged_params_do_not_fit( string $event, array $change ): void {
		$signed = self::signature()->sign_params( 'Lead', [ 'value' => 10, 'currency' => 'EUR', 'content_ids' => [ 'CAR' ] ] );
		self::assertFalse( self::signature()->fits_params( $event, $change + $signed ) );
	}

	/** @return iterable<string, array{FixedIssuer, bool}> */
	public static function issuers(): iterable {
		$today = FixedIssuer::TODAY;
		yield 'the last day of a cached page' => [ new FixedIssuer( $today + 30 ), true ];
		yield 'a day later' => [ new FixedIssuer( $today + 31 ), false ];
		yield 'a shorter life of pages' => [ new FixedIssuer( $today + 2, lifetime: 1 ), false ];
		yield 'another server before midnight' => [ new FixedIssuer( $today - 1 ), true ];
		yield 'from the future' => [ new FixedIssuer( $today - 2 ), false ];
		yield 'another blog of the network' => [ new FixedIssuer( site: '2 shop.test' ), false ];
		yield 'a copy of the site with its key' => [ new FixedIssuer( site: '1 staging.shop.test' ), false ];
	}

	#[DataProvider( 'issuers' )]
	public function test_a_signature_holds_on_its_site_and_for_the_days_of_a_cached_page( FixedIssuer $issuer, bool $fits ): void {
		$later = new Signature( $issuer );
		self::assertSame( $fits, $later->fits( self::signature()->sign( self::ITEM ) ) );
		self::assertSame( $fits, $later->fits( self::signature()->sign_line( self::ITEM, 'a', 3 ) ) );
		self::assertSame( $fits, $later->fits_params( 'Lead', self::signature()->sign_params( 'Lead', [ 'value' => 10 ] ) ) );
	}

	public function test_a_day_cannot_be_changed(): void {
		$signed = self::signature()->sign( self::ITEM );
		self::assertFalse( self::signature()->fits( [ 'sig' => sprintf( '%04x', FixedIssuer::TODAY + 1 ) . substr( $signed['sig'], 4 ) ] + $signed ) );
		$params = self::signature()->sign_params( 'Lead', [ 'value' => 10 ] );
		self::assertFalse( self::signature()->fits_params( 'Lead', [ 'sig' => sprintf( '%04x', FixedIssuer::TODAY + 1 ) . substr( $params['sig'], 4 ) ] + $params ) );
	}

	public function test_a_line_of_a_cart_holds_for_its_pieces(): void {
		foreach ( [ [ 1.0, 1.0, 32 ], [ 3.0, 3.0, 34 ], [ 1.5, 1.5, 36 ], [ 2e9, 1e6, 40 ] ] as [ $pieces, $most, $length ] ) {
			$signed = self::signature()->sign_line( self::ITEM, 'line', $pieces );
			self::assertTrue( self::signature()->fits( $signed ) );
			self::assertSame( [ $most, $length ], [ Signature::pieces( $signed['sig'] ), strlen( $signed['sig'] ) ] );
		}
		$signed = self::signature()->sign_line( self::ITEM, 'line', 3 );
		foreach ( [ '-4', '-30', '-3.', '-03', '' ] as $tail ) {
			self::assertFalse( self::signature()->fits( [ 'sig' => substr( $signed['sig'], 0, 32 ) . $tail ] + $signed ), $tail );
		}
	}

	public function test_lines_are_told_apart_and_a_product_is_no_line(): void {
		$one = self::signature()->sign_line( self::ITEM, 'a', 1 )['sig'];
		$two = self::signature()->sign_line( self::ITEM, 'b', 1 )['sig'];
		self::assertNotSame( Signature::line( $one ), Signature::line( $two ) );
		self::assertSame( '', Signature::line( self::signature()->sign( self::ITEM )['sig'] ) );
		self::assertFalse( self::signature()->fits( [ 'sig' => substr( $one, 0, 4 ) . Signature::line( $two ) . substr( $one, 12 ) ] + self::ITEM ) );
	}

	public function test_an_id_of_this_server_is_proven_for_its_event_and_two_days(): void {
		$proof = self::signature()->sign_id( 'Lead', 'E-1' );
		self::assertTrue( self::signature()->fits_id( 'Lead', 'E-1', $proof ) );
		foreach ( [ [ 'Contact', 'E-1', $proof ], [ 'Lead', 'E-2', $proof ], [ 'Lead', 'E-1', '' ], [ 'Lead', 'E-1', null ], [ 'Lead', 'E-1', [ $proof ] ] ] as $case ) {
			self::assertFalse( self::signature()->fits_id( ...$case ) );
		}
		$later = static fn( int $days ): Signature => new Signature( new FixedIssuer( FixedIssuer::TODAY + $days ) );
		self::assertSame( [ true, false ], [ $later( 2 )->fits_id( 'Lead', 'E-1', $proof ), $later( 3 )->fits_id( 'Lead', 'E-1', $proof ) ] );
	}

	private static function signature(): Signature {
		return new Signature( new FixedIssuer() );
	}
}
