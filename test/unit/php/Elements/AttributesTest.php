<?php
declare(strict_types=1);

namespace Duet\Test\Elements;

use Duet\Event\InvalidEvent;
use PHPUnit\Framework\Attributes\DataProvider;

require_once __DIR__ . '/ElementsTestCase.php';


final class AttributesTest extends ElementsTestCase {

	public function test_money_is_signed_for_its_event_alone(): void {
		$attributes = self::attributes()->of( 'submit form', [ 'value' => '10', 'currency' => 'EUR' ], 'submit', self::published() );
		self::assertSame( 'Lead', $attributes['data-duet-event'] );
		self::assertSame( 'submit', $attributes['data-duet-on'] );
		$params = self::read( $attributes['data-duet-params'] );
		self::assertSame( 10, $params['value'] );
		self::assertTrue( self::signature()->fits_params( 'Lead', $params ) );
		self::assertFalse( self::signature()->fits_params( 'Contact', $params ) );
		self::assertFalse( self::signature()->fits_params( 'Lead', [ 'value' => 11 ] + $params ) );
	}

	public function test_what_is_not_published_is_not_signed(): void {
		$attributes = self::attributes()->of( 'Lead', [ 'value' => '999999999999', 'currency' => 'EUR' ], 'submit', self::published( false ) );
		self::assertSame( [ 'value' => 999999999999, 'currency' => 'EUR' ], self::read( $attributes['data-duet-params'] ) );
	}

	public function test_nobody_asks_what_is_published_where_there_is_no_money(): void {
		$asked = 0;
		self::attributes()->of(
			'Lead',
			[ 'description' => 'Call back' ],
			'submit',
			static function () use ( &$asked ): bool {
				++$asked;
				return true;
			}
		);
		self::assertSame( 0, $asked );
	}

	public function test_without_parameters_or_moment_there_is_only_the_event(): void {
		self::assertSame( [ 'data-duet-event' => 'Level Up' ], self::attributes()->of( ' Level Up ', [], '', self::published() ) );
		self::assertSame( [ 'data-duet-event' => 'Lead' ], self::attributes()->of( 'Lead', 'no list', '', self::published() ) );
	}

	public function test_nothing_in_the_json_can_be_taken_for_markup_or_an_entity(): void {
		$text = '</script><b a="\'">&quot;,"value":1,"x":"';
		$json = self::attributes()->of( 'Lead', [ 'description' => $text ], '', self::published() )['data-duet-params'];
		self::assertDoesNotMatchRegularExpression( '/[<>&]/', $json );
		self::assertSame( [ 'description' => $text ], self::read( $json ) );
	}

	/** @return iterable<string, array{mixed, bool, bool}> */
	public static function names(): iterable {
		yield 'a sale in a shop' => [ 'Purchase', true, false ];
		yield 'a sale by its older name' => [ 'Complete Payment', true, false ];
		yield 'an order' => [ 'place an order', true, false ];
		yield 'a refund' => [ 'Refund', true, false ];
		yield 'the dataLayer alone, in a shop' => [ 'view_cart', true, false ];
		yield 'a refund anywhere' => [ 'Refund', false, false ];
		yield 'the dataLayer alone, elsewhere' => [ 'view_cart', false, true ];
		yield 'a standard event' => [ 'ClickButton', true, true ];
		yield 'an own one' => [ 'LevelUp', true, true ];
		yield 'nothing' => [ '', true, false ];
		yield 'markup' => [ '"><script>', true, false ];
		yield 'no text' => [ [ 'Lead' ], true, false ];
		yield 'too long' => [ str_repeat( 'x', 51 ), true, false ];
	}

	#[DataProvider( 'names' )]
	public function test_which_events_an_element_may_fire( mixed $name, bool $shop, bool $good ): void {
		if ( ! $good ) {
			$this->expectException( InvalidEvent::class );
			$this->expectExceptionMessageMatches( '/\Aevent: \S/' );
		}
		self::assertNotSame( [], self::attributes( $shop )->of( $name, [], '', self::published() ) );
	}

	public function test_without_a_shop_a_page_may_be_a_sale(): void {
		$attributes = self::attributes( false )->of( 'CompletePayment', [ 'value' => '5', 'currency' => 'USD' ], '', self::published() );
		self::assertSame( 'Purchase', $attributes['data-duet-event'] );
	}
}
