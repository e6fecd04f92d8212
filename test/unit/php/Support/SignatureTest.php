<?php
declare(strict_types=1);

namespace Duet\Test\Support;

use Duet\Support\Signature;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

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
		$other = new Signature( static fn(): string => 'another key' );
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

	private static function signature(): Signature {
		return new Signature( static fn(): string => 'the key of this site' );
	}
}
