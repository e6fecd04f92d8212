<?php
declare(strict_types=1);

namespace Duet\Test\Elements;

use Duet\Elements\ElementBindings;
use Duet\Event\InvalidEvent;
use PHPUnit\Framework\Attributes\DataProvider;

require_once __DIR__ . '/ElementsTestCase.php';


final class BindingsTest extends ElementsTestCase {

	private static function bindings(): ElementBindings {
		return new ElementBindings( self::attributes() );
	}

	public function test_says_what_the_script_shall_listen_to(): void {
		$bindings = self::bindings();
		$bindings->add( 'View Content', 'view', '', [ 'item_id' => '007' ], 1, self::published() );
		$bindings->add( 'Lead', 'click', ' a > .b ', [], 1, self::published() );
		[ $first, $second ] = $bindings->all();
		self::assertSame( [ 'on', 'name', 'params' ], array_keys( $first ) );
		self::assertSame( 'ViewContent', $first['name'] );
		self::assertSame( '007', $first['params']['content_id'] );
		self::assertTrue( self::signature()->fits_params( 'ViewContent', $first['params'] ) );
		self::assertSame( [ 'on' => 'click', 'at' => 'a > .b', 'name' => 'Lead' ], $second );
	}

	public function test_content_made_twice_is_one_binding_but_two_posts_and_two_elements_are_two(): void {
		$bindings = self::bindings();
		foreach ( [ [ '.a', 1 ], [ '.a', 1 ], [ '.a', 2 ], [ '.b', 1 ] ] as [ $selector, $post ] ) {
			$bindings->add( 'Lead', 'click', $selector, [], $post, self::published() );
		}
		self::assertSame( [ '.a', '.a', '.b' ], array_column( $bindings->all(), 'at' ) );
	}

	public function test_a_page_holds_no_more_than_a_person_would_write(): void {
		$bindings = self::bindings();
		for ( $i = 0; $i < 100; $i++ ) {
			$bindings->add( 'Lead', 'click', ".a$i", [], 1, self::published() );
		}
		self::assertCount( 50, $bindings->all() );
	}

	/** @return iterable<string, array{string, string, string, array<string, string>, string}> */
	public static function mistakes(): iterable {
		yield 'unknown moment' => [ 'Lead', 'hover', '.a', [], 'on' ];
		yield 'click on nothing' => [ 'Lead', 'click', ' ', [], 'selector' ];
		yield 'markup' => [ 'Lead', 'view', '<img src=x onerror=alert(1)>', [], 'selector' ];
		yield 'a sale' => [ 'Purchase', 'view', '', [], 'event' ];
		yield 'a wrong value' => [ 'Lead', 'view', '', [ 'value' => '12,50' ], 'value' ];
	}

	/** @param array<string, string> $params */
	#[DataProvider( 'mistakes' )]
	public function test_a_mistake_is_told_and_leaves_nothing( string $name, string $on, string $selector, array $params, string $wrong ): void {
		$bindings = self::bindings();
		try {
			$bindings->add( $name, $on, $selector, $params, 1, self::published() );
			self::fail( 'taken' );
		} catch ( InvalidEvent $mistake ) {
			self::assertStringStartsWith( "$wrong: ", $mistake->getMessage() );
		}
		self::assertSame( [], $bindings->all() );
	}
}
